import type { SignallingStatus } from '../core/host.ts'
import type { Clock } from '../core/model/effects.ts'
import type { SignallingCalls } from './host-handlers.ts'
import { startSignalling, type SignallingServer } from './signalling-server.ts'

/** Beside the app's own port; any other is taken where it is not free. */
export const usualSignallingPort = 47821

export interface SignallingHost {
  readonly calls: SignallingCalls
  close(): Promise<void>
}

/**
 * This app's own signalling, started when the first huddle needs it. It takes its usual port where that is free, so
 * that colleagues find a resumed huddle where it was, and any other where it is not.
 */
export function signallingHost({ usualPort, clock }: { readonly usualPort: number; readonly clock: Clock }): SignallingHost {
  let running: { readonly server: SignallingServer; readonly lan: boolean } | undefined

  const status = (): SignallingStatus =>
    running ? { kind: 'running', addresses: [...running.server.addresses], lan: running.lan } : { kind: 'stopped' }

  async function stop(): Promise<void> {
    const ending = running
    running = undefined
    await ending?.server.close()
  }

  async function start(lan: boolean): Promise<SignallingStatus> {
    if (running?.lan === lan) return status()
    await stop()
    const server = await startSignalling({ port: usualPort, lan, clock }).catch(() => startSignalling({ port: 0, lan, clock }))
    running = { server, lan }
    return status()
  }

  return {
    close: stop,
    calls: {
      'signalling.start': ({ lan }) => start(lan),
      'signalling.status': async () => status(),
      'signalling.stop': async () => {
        await stop()
        return status()
      },
      'signalling.admit': async (ticket) => {
        if (!running) await start(false)
        running?.server.admit(ticket)
        return null
      },
      'signalling.end': async ({ huddle }) => {
        running?.server.end(huddle)
        return null
      },
    },
  }
}
