import type { SignallingStatus } from '../core/host.ts'
import type { Clock } from '../core/model/effects.ts'
import type { SignallingCalls } from './host-handlers.ts'
import { startSignalling, type SignallingServer } from './signalling-server.ts'
import { ticketOffice } from './signalling-tickets.ts'

/** Beside the app's own port; any other is taken where it is not free. */
export const usualSignallingPort = 47821

export interface SignallingHost {
  readonly calls: SignallingCalls
  close(): Promise<void>
}

/**
 * This app's own signalling, started when the first huddle needs it. It takes its usual port where that is free, so
 * that colleagues find a resumed huddle where it was, and any other where it is not. Tickets outlive a restart on
 * another network, and end with the app.
 */
export function signallingHost({ usualPort, clock }: { readonly usualPort: number; readonly clock: Clock }): SignallingHost {
  const office = ticketOffice(clock)
  let running: { readonly server: SignallingServer; readonly lan: boolean } | undefined
  let turn: Promise<unknown> = Promise.resolve()

  /** Two calls at once must not start two servers. */
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = turn.then(step, step)
    turn = next
    return next
  }

  const status = (): SignallingStatus =>
    running ? { kind: 'running', addresses: [...running.server.addresses], lan: running.lan } : { kind: 'stopped' }

  async function stop(): Promise<void> {
    const ending = running
    running = undefined
    await ending?.server.close()
  }

  async function start(lan: boolean): Promise<void> {
    if (running?.lan === lan) return
    await stop()
    const server = await startSignalling({ port: usualPort, lan, clock, office }).catch(() => startSignalling({ port: 0, lan, clock, office }))
    running = { server, lan }
  }

  return {
    close: () => inTurn(stop),
    calls: {
      'signalling.start': ({ lan }) => inTurn(() => start(lan)).then(status),
      'signalling.status': async () => status(),
      'signalling.stop': () => inTurn(stop).then(status),
      'signalling.admit': async (ticket) => {
        await inTurn(async () => {
          if (!running) await start(false)
        })
        office.admit(ticket)
        return null
      },
      'signalling.end': async ({ huddle }) => {
        office.end(huddle)
        running?.server.end(huddle)
        return null
      },
    },
  }
}
