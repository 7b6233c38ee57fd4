import { applyAwarenessUpdate, type Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import type { WriterCertificate } from '../model/writer.ts'
import type { Authors } from './authors.ts'
import { budget } from './budget.ts'
import { earlyChanges } from './early-changes.ts'
import type { GateHands } from './gate/gate-hands.ts'
import { compareLimits, refusalsBorne } from './gate/limits.ts'
import { readPresence, writePresence, type Said } from './gate/presence-gate.ts'
import type { Writers } from './gate/staging.ts'
import { updateGate } from './gate/update-gate.ts'
import { Refused, type RefusalReason } from './gate/verdict.ts'
import { answerMessage, compareMessage, readRoomMessage } from './room-messages.ts'

/** Bytes of changes that one peer may have waiting at the gate. */
const mostWaiting = 32 * 1024 * 1024
/** How long a change waits for what it builds on, and the time between two comparisons because of a gap, milliseconds. */
const gapPause = 300

export interface DeskParts {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly clock: Clock
  readonly hands: GateHands
  readonly authors: Authors
  /** Tells what came from a peer from what was written here, and from which. */
  readonly origin: (peer: string) => unknown
  /** Peers with an open channel, and who has proven to be there. */
  readonly open: () => ReadonlyMap<string, WriterCertificate>
  readonly fullMesh: () => boolean
  readonly send: (peer: string, message: Uint8Array) => void
  readonly refused: (from: WriterCertificate, because: RefusalReason) => void
  /** Ends the connection with a peer that keeps sending what is refused. */
  readonly cutOff: (peer: string, from: WriterCertificate) => void
  readonly introduced: (certificates: readonly WriterCertificate[]) => Promise<void>
}

/** Where everything that peers say in one room arrives, and what is sound of it goes on. */
export interface RoomDesk {
  /** @param from who has proven to be at the other end */
  take(peer: string, from: WriterCertificate, message: Uint8Array): void
  forget(peer: string): void
  stop(): void
}

interface Guest {
  readonly mayCompare: (cost: number) => boolean
  /** How far the peer has shown, on its own channel, to have written. */
  shown: number
  waiting: number
  amiss: number
  /** Changes in a row whose examination took too long. */
  slow: number
  closingGap: boolean
  /** Something of theirs was dropped, since it builds on what is not here. */
  lacking: boolean
}

export function roomDesk(parts: DeskParts): RoomDesk {
  const { doc, awareness, clock, authors, origin, open, send } = parts
  const gate = updateGate(doc, parts.hands)
  const guests = new Map<string, Guest>()
  const early = earlyChanges()
  let introducing: Promise<void> = Promise.resolve()
  const pauses = new Set<ReturnType<typeof setTimeout>>()

  function guestAt(peer: string): Guest {
    const known = guests.get(peer)
    if (known) return known
    const made: Guest = { mayCompare: budget(clock, compareLimits.perSecond, compareLimits.atOnce), shown: 0, waiting: 0, amiss: 0, slow: 0, closingGap: false, lacking: false }
    guests.set(peer, made)
    return made
  }

  function refuse(peer: string, from: WriterCertificate, because: RefusalReason): void {
    const guest = guestAt(peer)
    if (because === 'took-too-long') guest.slow += 1
    else guest.amiss += 1
    parts.refused(from, because)
    if (Math.max(guest.amiss, guest.slow) >= refusalsBorne) parts.cutOff(peer, from)
  }

  function writersFor(sender: WriterCertificate, whole: boolean): Writers {
    const shown = [...open()].flatMap(([name, { client }]) => (client === sender.client ? [] : [[client, guestAt(name).shown] as const]))
    const senders = parts.fullMesh() ? [sender.client] : authors.all().map(({ client }) => client)
    return { sender: sender.client, own: [doc.clientID, Y.getState(doc.store, doc.clientID)], shown, ...(!whole && { only: senders }) }
  }

  async function takeChange(peer: string, sender: WriterCertificate, update: Uint8Array, whole: boolean): Promise<void> {
    const guest = guestAt(peer)
    if (guest.waiting + update.length > mostWaiting) {
      refuse(peer, sender, 'too-large')
      return
    }
    guest.waiting += update.length
    await introducing
    const verdict = await gate.pass(update, () => writersFor(sender, whole), origin(peer)).finally(() => (guest.waiting -= update.length))
    if (verdict.kind === 'refused') {
      refuse(peer, sender, verdict.because)
      return
    }
    guest.shown = Math.max(guest.shown, verdict.wrote)
    guest.slow = 0
    if (verdict.kind === 'gap') {
      const { awaits } = verdict
      if (!awaits || !early.keep({ peer, sender, update, whole, awaits })) guest.lacking = true
      closeGap(peer, guest)
      return
    }
    for (const each of early.ready((client) => Y.getState(doc.store, client))) take(each.peer, each.sender, each.update, each.whole)
  }

  /** What could not be examined here comes again with the next comparison. */
  function take(...change: Parameters<typeof takeChange>): void {
    const [peer] = change
    takeChange(...change).catch(() => {
      guestAt(peer).lacking = true
      closeGap(peer, guestAt(peer))
    })
  }

  function closeGap(peer: string, guest: Guest): void {
    if (guest.closingGap) return
    guest.closingGap = true
    const pause = setTimeout(() => {
      pauses.delete(pause)
      guest.closingGap = false
      const dropped = early.drop(peer)
      if (!dropped && !guest.lacking) return
      guest.lacking = false
      if (open().has(peer)) send(peer, compareMessage(doc))
    }, gapPause)
    pauses.add(pause)
  }

  function takeCompare(peer: string, sender: WriterCertificate, stateVector: Uint8Array): void {
    const guest = guestAt(peer)
    if (!guest.mayCompare(1)) return
    try {
      guest.shown = Math.max(guest.shown, Y.decodeStateVector(stateVector).get(sender.client) ?? 0)
      send(peer, answerMessage(doc, stateVector))
    } catch {
      refuse(peer, sender, 'unreadable')
    }
  }

  function takePresence(peer: string, sender: WriterCertificate, update: Uint8Array): void {
    try {
      const said = readPresence(update).filter((each) => maySay(peer, sender, each))
      if (said.length > 0) applyAwarenessUpdate(awareness, writePresence(said), origin(peer))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refuse(peer, sender, error.because)
    }
  }

  /** Each window speaks for itself; of others it may pass on what those say whom this one does not hear. */
  function maySay(peer: string, sender: WriterCertificate, { client, state }: Said): boolean {
    const author = client === sender.client ? sender : authors.get(client)
    if (!author || client === doc.clientID) return false
    const device: unknown = state && Reflect.get(state, 'device')
    const name: unknown = state && Reflect.get(state, 'peer')
    const truthful = typeof device !== 'string' || device === author.card.device
    if (client === sender.client) {
      if (!truthful) throw new Refused('not-theirs')
      // Whoever has just come back still says the name of before, until a moment later.
      return typeof name !== 'string' || name === peer
    }
    return truthful && [...open().values()].every((each) => each.client !== client)
  }

  return {
    take(peer, sender, bytes) {
      const message = readRoomMessage(bytes)
      switch (message?.kind) {
        case 'compare':
          takeCompare(peer, sender, message.stateVector)
          return
        case 'change':
          take(peer, sender, message.update.slice(), message.whole)
          return
        case 'presence':
          takePresence(peer, sender, message.update)
          return
        case 'authors':
          // What follows may be by somebody introduced here, and must not overtake it. Whoever could not be introduced stays unknown.
          introducing = introducing.then(() => parts.introduced(message.certificates)).catch(() => undefined)
          return
        case undefined:
          refuse(peer, sender, 'unreadable')
      }
    },
    forget(peer) {
      guests.delete(peer)
      early.drop(peer)
    },
    stop() {
      for (const pause of pauses) clearTimeout(pause)
      gate.close()
    },
  }
}
