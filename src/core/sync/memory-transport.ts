import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { cell } from '../model/observable.ts'
import { holdingOf, othersIn } from './held-state.ts'
import { roomInUse } from './problems.ts'
import type { Room, RoomState, Transport } from './transport.ts'

/** One seat in a room: what reaches it, and how it learns that somebody came or went. */
interface Seat {
  readonly name: string
  readonly client: number
  receive(from: Seat, message: Uint8Array): void
  meet(other: Seat): void
  part(other: Seat): void
}

export interface MemoryNetwork {
  transport(): Transport
}

/** A network in this process's memory, for testing logic: every message arrives, later, in the order it was sent. */
export function memoryNetwork({ clock }: { readonly clock: Clock }): MemoryNetwork {
  const rooms = new Map<string, Set<Seat>>()
  let names = 0

  function enter(key: string, seat: Seat): void {
    const seats = rooms.get(key) ?? new Set()
    rooms.set(key, seats)
    for (const other of seats) {
      other.meet(seat)
      seat.meet(other)
    }
    seats.add(seat)
  }
  function exit(key: string, seat: Seat): void {
    const seats = rooms.get(key)
    if (!seats?.delete(seat)) return
    for (const other of seats) {
      other.part(seat)
      seat.part(other)
    }
  }

  return {
    transport() {
      const joined = new Map<string, ReturnType<typeof memoryRoom>>()
      let online = true
      return {
        async join({ room, secret }, doc) {
          if (joined.has(room)) throw roomInUse()
          const key = `${room}:${secret}`
          const made = memoryRoom(`seat-${(names += 1)}`, doc, {
            enter: (seat) => enter(key, seat),
            exit: (seat) => exit(key, seat),
            left: () => joined.delete(room),
            clock,
          })
          joined.set(room, made)
          if (online) made.connect()
          return made.room
        },
        setOnline(next) {
          online = next
          for (const made of joined.values()) if (next) made.connect()
          else made.disconnect()
        },
        async close() {
          for (const made of Array.from(joined.values())) await made.room.leave()
        },
      }
    },
  }
}

interface Door {
  enter(seat: Seat): void
  exit(seat: Seat): void
  left(): void
  readonly clock: Clock
}

function memoryRoom(name: string, doc: Y.Doc, door: Door): { room: Room; connect(): void; disconnect(): void } {
  const awareness = new Awareness(doc)
  const peers = new Set<Seat>()
  const state = cell<RoomState>({ peers: 0, holding: 0, offlineSince: undefined })
  let connected = false

  const send = (to: Seat, message: Uint8Array): void => queueMicrotask(() => peers.has(to) && to.receive(seat, message))
  const sendAll = (message: Uint8Array, except?: unknown): void => peers.forEach((peer) => peer !== except && send(peer, message))

  function refresh(): void {
    const mine = holdingOf(doc)
    const holding = [...othersIn(awareness).values()].filter(({ holds }) => holds === mine).length
    state.set({ peers: peers.size, holding, offlineSince: connected ? undefined : (state.get().offlineSince ?? door.clock()) })
  }

  const seat: Seat = {
    name,
    client: doc.clientID,
    receive(from, message) {
      const decoder = decoding.createDecoder(message)
      const kind = decoding.readVarUint(decoder)
      if (kind === 1) {
        applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), from)
        return
      }
      const reply = encoding.createEncoder()
      encoding.writeVarUint(reply, 0)
      syncProtocol.readSyncMessage(decoder, reply, doc, from)
      if (encoding.length(reply) > 1) send(from, encoding.toUint8Array(reply))
    },
    meet(other) {
      peers.add(other)
      send(other, message(0, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)))
      send(other, awarenessMessage([...awareness.getStates().keys()]))
      refresh()
    },
    part(other) {
      peers.delete(other)
      removeAwarenessStates(awareness, [other.client], 'gone')
      refresh()
    },
  }

  const awarenessMessage = (clients: number[]): Uint8Array =>
    message(1, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)))
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    sendAll(
      message(0, (encoder) => syncProtocol.writeUpdate(encoder, update)),
      origin,
    )
    awareness.setLocalStateField('holds', holdingOf(doc))
  }
  const onAwareness = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown): void => {
    sendAll(awarenessMessage([...added, ...updated, ...removed]), origin)
    refresh()
  }
  doc.on('update', onUpdate)
  awareness.on('update', onAwareness)
  awareness.setLocalState({ peer: name, links: [], holds: holdingOf(doc) })

  function connect(): void {
    if (connected) return
    connected = true
    door.enter(seat)
    refresh()
  }
  function disconnect(): void {
    if (!connected) return
    connected = false
    door.exit(seat)
    refresh()
  }
  return {
    connect,
    disconnect,
    room: {
      awareness,
      state,
      leave() {
        disconnect()
        doc.off('update', onUpdate)
        awareness.off('update', onAwareness)
        awareness.destroy()
        door.left()
        return Promise.resolve()
      },
    },
  }
}

function message(kind: 0 | 1, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind)
    write(encoder)
  })
}
