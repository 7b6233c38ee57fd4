import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { noteSchemaVersion } from '../doc/note-schema-version.ts'
import type { Clock } from '../model/effects.ts'
import type { DeviceId } from '../model/ids.ts'
import type { StaffCard } from '../model/team.ts'
import type { WriterCertificate } from '../model/writer.ts'
import { authors } from './authors.ts'
import type { NewChannel } from './channel.ts'
import { conversations, type Converse } from './conversation.ts'
import type { GateHands } from './gate/gate-hands.ts'
import { handshake, type Handshake } from './handshake.ts'
import { readHandshake, saidWhileMeeting, writeHandshake, type HandshakeRefusal } from './handshake-messages.ts'
import type { Membership } from './member.ts'
import { handshakeRefused, type AdmissionRefusal } from './problems.ts'
import { presenceOf } from './presence.ts'
import { roomDesk } from './room-desk.ts'
import { roomKeeper, type RoomKeeper } from './room-keeper.ts'
import { authorsMessage, compareMessage, readLetter } from './room-messages.ts'
import { writerIn, type RoomAddress } from './transport.ts'

/** What every transport is made with, whatever carries its bytes. */
export interface TransportParts {
  readonly clock: Clock
  readonly member: Membership
  /** Where changes are examined. Closed by the transport. */
  readonly hands: GateHands
  /** Of the note schema, where it is not this app's own. */
  readonly schema?: number
}

interface TableParts extends TransportParts {
  readonly address: RoomAddress
  readonly doc: Y.Doc
  readonly converse: Converse | undefined
  readonly links: {
    /** This device's name in the room, while it takes part. */
    name(): string | undefined
    /** Peers with an open channel, by the carrier's name for them, and who each has proven to be. */
    open(): ReadonlyMap<string, WriterCertificate>
    /** All who have been let in, those too whose channel is not open yet or is not heard just now. */
    met(): ReadonlyMap<string, WriterCertificate>
    /** Whether somebody new could be met now. */
    meeting(): boolean
    /** Why a meeting point has turned this device away, while none admits it. */
    refusal(): AdmissionRefusal | undefined
    send(peer: string, message: Uint8Array): void
    /** Ends the connection with a peer for as long as this room is open. */
    cutOff(peer: string): void
    /** Ends the connection with a peer, to be met anew. */
    meetAnew(peer: string): void
  }
  /** Tells what came from a peer from what was written here, and from which. */
  readonly origin: (peer: string) => unknown
}

/** Milliseconds until what could not be taken in is tried again. */
const takeAgainAfter = 10_000

/** One room's rules, the same for whatever carries its messages: who comes in, what is taken from whom, who holds what. */
export interface RoomTable {
  readonly awareness: Awareness
  readonly keeper: RoomKeeper
  /** Meets whoever is at the other end of a new channel. */
  greet(channel: NewChannel, met: (peer: WriterCertificate) => void, refused: (because: HandshakeRefusal, told: boolean) => void): Handshake
  /** A peer's channel is open. */
  opened(peer: string): void
  closed(peer: string): void
  take(peer: string, from: WriterCertificate, message: Uint8Array): void
  stop(): void
}

export function roomTable(parts: TableParts): RoomTable {
  const { address, doc, links, member, clock } = parts
  const { keys } = member
  const awareness = presenceOf(doc, clock)
  const isMet = (client: number): boolean => [...links.met().values()].some((peer) => peer.client === client)
  const known = authors((client) => awareness.getStates().has(client) || isMet(client))
  const talks = conversations(parts.converse, parts.hands, links)
  /** Devices that sent too much amiss, and are not met again in this room. */
  const shut = new Set<DeviceId>()
  /** What each peer was handed last. */
  const handed = new Map<string, string>()
  /** What each peer has handed over that could not be taken in. */
  const untaken = new Map<string, { readonly papers: string; readonly card: StaffCard }>()
  const amiss = new Map<DeviceId, { readonly name: string; readonly changes: number }>()

  const keeper = roomKeeper({
    doc,
    awareness,
    clock,
    links: { ...links, compareWith: (peer) => links.send(peer, compareMessage(doc)) },
  })

  const desk = roomDesk({
    doc,
    awareness,
    clock,
    hands: parts.hands,
    authors: known,
    origin: parts.origin,
    open: links.open,
    fullMesh: keeper.fullMesh,
    send: links.send,
    refused({ card }) {
      amiss.set(card.device, { name: card.name, changes: (amiss.get(card.device)?.changes ?? 0) + 1 })
      keeper.note({ refused: [...amiss.values()] })
    },
    cutOff(peer, { card }) {
      shut.add(card.device)
      links.cutOff(peer)
    },
    async introduced(certificates) {
      for (const each of certificates) {
        if (!known.get(each.client) && (await keys.certifies(writerIn(address, each.client), each))) known.note(each)
      }
    },
  })

  function cutOffBarred(): void {
    for (const [peer, { card }] of links.met()) {
      if (!member.door.bars(card)) continue
      shut.add(card.device)
      links.cutOff(peer)
    }
  }
  async function handOutPapers(): Promise<void> {
    for (const [peer, { card }] of links.open()) {
      const papers = await member.door.papersFor(card)
      if (papers === '' || handed.get(peer) === papers || !links.open().has(peer)) continue
      handed.set(peer, papers)
      links.send(peer, writeHandshake({ say: 'papers', papers }))
    }
  }
  let takingAgain: ReturnType<typeof setTimeout> | undefined
  /** What could not be taken in now is in a while, or at the next change. */
  async function takePapers(peer: string, papers: string, card: StaffCard): Promise<void> {
    untaken.delete(peer)
    await member.door.take(papers, card).catch(() => {
      if (stopped || !links.met().has(peer)) return
      untaken.set(peer, { papers, card })
      takingAgain ??= setTimeout(takeAgain, takeAgainAfter)
    })
  }
  function takeAgain(): void {
    clearTimeout(takingAgain)
    takingAgain = undefined
    for (const [peer, { papers, card }] of untaken) void takePapers(peer, papers, card)
  }
  let stopped = false
  let telling = Promise.resolve()
  /** Whoever is not to be met any more goes at once; the others hear what is new. */
  const stopWatching = member.door.subscribe(() => {
    cutOffBarred()
    takeAgain()
    // What could not be handed out now is at the next change.
    telling = telling.then(handOutPapers).catch(() => undefined)
  })

  function turnedAway(because: HandshakeRefusal, told: boolean, who: string | undefined): void {
    keeper.note({ waiting: false, problem: handshakeRefused(because, told, who).problem })
  }

  return {
    awareness,
    keeper,
    greet: (channel, met, refused) =>
      handshake({
        ...channel,
        address,
        member,
        client: doc.clientID,
        schema: parts.schema ?? noteSchemaVersion,
        waiting: () => keeper.note({ waiting: true }),
        refused(because, told, who) {
          turnedAway(because, told, who)
          refused(because, told)
          channel.close()
        },
        done(peer, early) {
          known.note(peer)
          if (shut.has(peer.card.device) || known.get(peer.client)?.card.device !== peer.card.device) {
            channel.close()
            return
          }
          keeper.note({ waiting: false, problem: undefined })
          met(peer)
          channel.open(early)
        },
      }),
    opened(peer) {
      const newcomer = links.open().get(peer)
      if (!newcomer) return
      links.send(peer, authorsMessage(known.all()))
      for (const [name] of links.open()) if (name !== peer) links.send(name, authorsMessage([newcomer]))
      talks.begin(peer, newcomer)
    },
    closed(peer) {
      handed.delete(peer)
      untaken.delete(peer)
      talks.end(peer)
      desk.forget(peer)
    },
    take(peer, from, message) {
      const said = saidWhileMeeting(message) ? readHandshake(message) : undefined
      if (said?.say === 'papers') void takePapers(peer, said.papers, from.card)
      const letter = parts.converse && readLetter(message)
      if (letter) talks.hear(peer, letter)
      else if (!saidWhileMeeting(message)) desk.take(peer, from, message)
    },
    stop() {
      stopped = true
      stopWatching()
      clearTimeout(takingAgain)
      keeper.stop()
      talks.stop()
      desk.stop()
    },
  }
}
