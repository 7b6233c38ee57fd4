import type { SignallingStatus } from '../core/host.ts'
import type { Clock } from '../core/model/effects.ts'
import type { Relay } from '../core/model/meeting-servers.ts'
import type { SignallingCalls } from './host-handlers.ts'
import { linkToRelay, type RelayLink } from './relay-link.ts'
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
 * that colleagues find a resumed huddle where it was, and any other where it is not. It answers the local network only
 * while a huddle that was opened to it goes on, and is linked with a relay while a huddle that was opened by one does.
 * Tickets outlive a restart on another network, and end with the app.
 */
export function signallingHost({ usualPort, clock }: { readonly usualPort: number; readonly clock: Clock }): SignallingHost {
  const office = ticketOffice(clock)
  const onNetwork = new Set<string>()
  const links = new Map<string, RelayLink>()
  /** Of huddles that have ended, while a relay may still have to be told. */
  const ended = new Set<RelayLink>()
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

  /** The huddle is hosted at one relay: the newest. */
  async function link(huddle: string, relay: Relay): Promise<void> {
    const before = links.get(huddle)
    if (before?.relay.address === relay.address && before.relay.key === relay.key) return before.linked()
    const made = linkToRelay({
      relay,
      huddle,
      clock,
      tickets: () => office.ticketsOf(huddle),
      onSaid: (said) => running?.server.pass(huddle, said),
    })
    links.set(huddle, made)
    try {
      await made.linked()
      before?.close()
    } catch (error) {
      made.close()
      if (links.get(huddle) === made) {
        if (before) links.set(huddle, before)
        else links.delete(huddle)
      }
      throw error
    }
  }

  function unlink(): void {
    for (const each of [...links.values(), ...ended]) each.close()
    links.clear()
    ended.clear()
  }

  async function stop(): Promise<void> {
    const ending = running
    running = undefined
    await ending?.server.close()
  }

  /** At the port where it was, so that invites hold; else at the usual one; else at any. */
  async function start(): Promise<void> {
    const lan = onNetwork.size > 0
    if (running?.lan === lan) return
    const before = running?.server.port ?? usualPort
    await stop()
    const at = (port: number): Promise<SignallingServer> => startSignalling({ port, lan, clock, office, onSaid: (huddle, said) => links.get(huddle)?.say(said) })
    running = { server: await at(before).catch(() => at(usualPort)).catch(() => at(0)), lan }
  }

  return {
    close() {
      unlink()
      return inTurn(stop)
    },
    calls: {
      async 'signalling.start'({ huddle, lan, relay }) {
        await inTurn(async () => {
          if (lan) onNetwork.add(huddle)
          await start()
        })
        if (relay) await link(huddle, relay)
        return status()
      },
      'signalling.status': async () => status(),
      'signalling.stop': () => {
        onNetwork.clear()
        unlink()
        return inTurn(stop).then(status)
      },
      'signalling.admit': async (ticket) => {
        await inTurn(async () => {
          if (!running) await start()
        })
        office.admit(ticket)
        links.get(ticket.huddle)?.admit(ticket)
        return null
      },
      'signalling.end': async ({ huddle }) => {
        office.end(huddle)
        running?.server.end(huddle)
        const linked = links.get(huddle)
        linked?.end()
        if (linked) ended.add(linked)
        links.delete(huddle)
        if (onNetwork.delete(huddle) && onNetwork.size === 0) await inTurn(start)
        return null
      },
    },
  }
}
