import { encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { WriterCertificate } from '../model/writer.ts'
import type { Converse } from './conversation.ts'
import type { Handshake } from './handshake.ts'
import type { Carry } from './memory-transport.ts'
import { keepersOwn } from './room-keeper.ts'
import { changeMessage, compareMessage, presenceMessage } from './room-messages.ts'
import { roomTable, type TransportParts } from './room-table.ts'
import type { Room, RoomAddress } from './transport.ts'

/** One seat in a room: what reaches it, and how it learns that somebody came or went. */
export interface Seat {
  readonly name: string
  /** What is said before a channel is open; always carried, and in order. */
  hear(from: Seat, message: Uint8Array<ArrayBuffer>): void
  receive(from: Seat, message: Uint8Array): void
  /** @param first whether this seat speaks first */
  meet(other: Seat, first: boolean): void
  part(other: Seat): void
}

interface Door {
  enter(seat: Seat): void
  exit(seat: Seat): void
  /** Two who have parted, and are both in the room still. */
  meetAgain(seat: Seat, other: Seat): void
  left(): void
  readonly carry: Carry
}

export interface MemoryRoom {
  readonly room: Room
  connect(): void
  disconnect(): void
}

interface Met {
  readonly seat: Seat
  greeting: Handshake
  from?: WriterCertificate
}

type AwarenessChange = Record<'added' | 'updated' | 'removed', number[]>

export function memoryRoom(name: string, address: RoomAddress, doc: Y.Doc, parts: TransportParts & { readonly converse: Converse | undefined }, door: Door): MemoryRoom {
  const met = new Map<string, Met>()
  let connected = false
  let left = false

  const open = (): Map<string, WriterCertificate> => new Map([...met].flatMap(([peer, { from }]) => (from ? [[peer, from] as const] : [])))
  const send = (peer: string, message: Uint8Array): void => {
    const to = met.get(peer)
    if (to?.from) door.carry(() => met.get(peer) === to && to.seat.receive(seat, message), { from: name, to: peer })
  }
  const sendAll = (message: Uint8Array): void => met.forEach(({ from }, peer) => from && send(peer, message))

  const table = roomTable({
    ...parts,
    address,
    doc,
    origin: () => seat,
    links: {
      name: () => (connected ? name : undefined),
      open,
      met: open,
      meeting: () => connected,
      refusal: () => undefined,
      send,
      cutOff: (peer) => part(peer),
      meetAnew(peer) {
        const other = met.get(peer)?.seat
        part(peer)
        if (other) door.meetAgain(seat, other)
      },
    },
  })
  const { awareness, keeper } = table

  function part(peer: string): void {
    const ended = met.get(peer)
    if (!ended) return
    met.delete(peer)
    ended.greeting.end()
    table.closed(peer)
    keeper.changed()
    ended.seat.part(seat)
  }

  const seat: Seat = {
    name,
    hear: (from, message) => met.get(from.name)?.greeting.hear(message),
    receive(from, message) {
      const peer = met.get(from.name)
      if (peer?.from) table.take(from.name, peer.from, message)
      else peer?.greeting.hear(Uint8Array.from(message))
    },
    meet(other, first) {
      const there: Met = { seat: other, greeting: { patient: () => false, hear: () => undefined, end: () => undefined } }
      /** Of a meeting that has ended meanwhile nothing arrives any more. */
      const later = (step: () => void): void => queueMicrotask(() => met.get(other.name) === there && step())
      met.set(other.name, there)
      there.greeting = table.greet(
        {
          first,
          binding: async () => ({ mine: `memory:${name}`, theirs: `memory:${other.name}` }),
          send: (message) => later(() => other.hear(seat, Uint8Array.from(message))),
          open: (early) =>
            later(() => {
              welcome(other)
              for (const message of early) seat.receive(other, message)
            }),
          close: () => later(() => part(other.name)),
        },
        (from) => (there.from = from),
        () => undefined,
      )
    },
    part: (other) => part(other.name),
  }

  function welcome({ name: peer }: Seat): void {
    table.opened(peer)
    send(peer, compareMessage(doc))
    send(peer, awarenessMessage([...awareness.getStates().keys()]))
    keeper.changed()
  }

  const awarenessMessage = (clients: number[]): Uint8Array => presenceMessage(encodeAwarenessUpdate(awareness, clients))

  // Everybody reaches everybody here, so what came from a peer is never sent on.
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== seat) sendAll(changeMessage(update))
  }
  const onAwareness = ({ added, updated, removed }: AwarenessChange, origin: unknown): void => {
    if (origin !== seat && origin !== keepersOwn && origin !== 'timeout') sendAll(awarenessMessage([...added, ...updated, ...removed]))
  }
  doc.on('update', onUpdate)
  awareness.on('update', onAwareness)

  function connect(): void {
    if (connected || left) return
    connected = true
    door.enter(seat)
    keeper.changed()
  }
  function disconnect(): void {
    if (!connected) return
    connected = false
    door.exit(seat)
    keeper.cutOff()
  }
  return {
    connect,
    disconnect,
    room: {
      awareness,
      state: keeper.state,
      async leave() {
        if (left) return
        left = true
        door.left()
        table.stop()
        doc.off('update', onUpdate)
        removeAwarenessStates(awareness, [doc.clientID], 'leaving')
        awareness.off('update', onAwareness)
        // The farewell is on its way: it goes out before the door closes.
        await Promise.resolve()
        disconnect()
        awareness.destroy()
      },
    },
  }
}
