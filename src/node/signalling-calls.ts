import type { SignallingStatus } from '../core/host.ts'
import type { Clock } from '../core/model/effects.ts'
import type { Relay } from '../core/model/meeting-servers.ts'
import { ProblemError } from '../core/model/problem.ts'
import type { SignallingCalls } from './host-handlers.ts'
import { nearAnnouncer } from './near-announcer.ts'
import { askNear } from './near-ask.ts'
import { nearBoard } from './near-board.ts'
import { nearListener } from './near-listener.ts'
import { localNetwork, type NearNetwork } from './near-sockets.ts'
import { linkToRelay, type RelayLink } from './relay-link.ts'
import { startSignalling, type SignallingServer } from './signalling-server.ts'
import { ticketOffice } from './signalling-tickets.ts'

export interface SignallingParts {
  /** Any other is taken where it is not free. */
  readonly usualPort: number
  readonly clock: Clock
  /** Where huddles are announced and looked for; the computer's local network where none is given. */
  readonly network?: NearNetwork
}

export interface SignallingHost {
  readonly calls: SignallingCalls
  close(): Promise<void>
}

/**
 * This app's own signalling, started when the first huddle needs it. It takes its usual port where that is free, so
 * that colleagues find a resumed huddle where it was, and any other where it is not. It answers the local network only
 * while a huddle that was opened to it goes on, announces there what was posted of such huddles, and is linked with a
 * relay while a huddle that was opened by one does. Tickets outlive a restart on another network, and end with the app.
 */
export function signallingHost({ usualPort, clock, network = localNetwork }: SignallingParts): SignallingHost {
  const office = ticketOffice(clock)
  const board = nearBoard(clock)
  const announcer = nearAnnouncer(network, clock)
  const listener = nearListener(network, clock)
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

  /** Nothing is announced of a meeting point that answers this computer alone. */
  const announce = (): Promise<boolean> => announcer.announce(running?.lan ? board.ids : [], running?.server.port ?? 0)

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
    const at = (port: number): Promise<SignallingServer> => startSignalling({ port, lan, clock, office, board, onSaid: (huddle, said) => links.get(huddle)?.say(said) })
    running = { server: await at(before).catch(() => at(usualPort)).catch(() => at(0)), lan }
  }

  return {
    async close() {
      unlink()
      await Promise.all([announcer.close(), listener.close()])
      await inTurn(stop)
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
      'signalling.stop': async () => {
        onNetwork.clear()
        board.clear()
        unlink()
        await inTurn(stop)
        await announce()
        return status()
      },
      'signalling.admit': async (ticket) => {
        await inTurn(async () => {
          if (!running) await start()
        })
        office.admit(ticket)
        links.get(ticket.huddle)?.admit(ticket)
        return null
      },
      'signalling.leave': async ({ huddle }) => {
        links.get(huddle)?.close()
        links.delete(huddle)
        if (onNetwork.delete(huddle) && onNetwork.size === 0) await inTurn(start)
        return null
      },
      'signalling.end': async ({ huddle }) => {
        office.end(huddle)
        board.end(huddle)
        running?.server.end(huddle)
        const linked = links.get(huddle)
        linked?.end()
        if (linked) ended.add(linked)
        links.delete(huddle)
        if (onNetwork.delete(huddle) && onNetwork.size === 0) await inTurn(start)
        await announce()
        return null
      },
      'near.post': async (posted) => {
        if (!onNetwork.has(posted.huddle) || !running?.lan) throw new ProblemError(notOpen)
        board.post(posted)
        return { announced: await announce() }
      },
      'near.look': () => listener.look(),
      'near.rest': async () => {
        await listener.close()
        return null
      },
      'near.ask': async ({ address, locator }) => ({ invite: await askNear(address, locator) }),
    },
  }
}

const notOpen = {
  code: 'near-closed',
  happened: 'This huddle does not answer other computers of the network.',
  kept: 'The huddle goes on at this computer.',
  todo: 'Make an invite for other computers first.',
}
