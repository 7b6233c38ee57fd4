import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import type { Carry } from './memory-transport.ts'
import { presenceOf } from './presence.ts'
import { keepersOwn, roomKeeper } from './room-keeper.ts'
import type { Room } from './transport.ts'

/** One seat in a room: what reaches it, and how it learns that somebody came or went. */
export interface Seat {
  readonly name: string
  receive(from: Seat, message: Uint8Array): void
  meet(other: Seat): void
  part(other: Seat): void
}

interface Door {
  enter(seat: Seat): void
  exit(seat: Seat): void
  left(): void
  readonly clock: Clock
  readonly carry: Carry
}

export interface MemoryRoom {
  readonly room: Room
  connect(): void
  disconnect(): void
}

type AwarenessChange = Record<'added' | 'updated' | 'removed', number[]>

const syncKind = 0
const awarenessKind = 1

export function memoryRoom(name: string, doc: Y.Doc, door: Door): MemoryRoom {
  const awareness = presenceOf(doc, door.clock)
  const peers = new Map<string, Seat>()
  let connected = false
  let left = false

  const send = (to: Seat, message: Uint8Array): void =>
    door.carry(() => peers.get(to.name) === to && to.receive(seat, message), { from: name, to: to.name })
  const sendAll = (message: Uint8Array): void => peers.forEach((peer) => send(peer, message))
  const askFor = (peer: Seat): void =>
    send(
      peer,
      message(syncKind, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)),
    )
  const awarenessMessage = (clients: number[]): Uint8Array =>
    message(awarenessKind, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)))

  const seat: Seat = {
    name,
    receive(from, received) {
      const decoder = decoding.createDecoder(received)
      if (decoding.readVarUint(decoder) === awarenessKind) {
        applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), seat)
        return
      }
      const reply = encoding.createEncoder()
      encoding.writeVarUint(reply, syncKind)
      syncProtocol.readSyncMessage(decoder, reply, doc, seat)
      if (encoding.length(reply) > 1) send(from, encoding.toUint8Array(reply))
    },
    meet(other) {
      peers.set(other.name, other)
      askFor(other)
      send(other, awarenessMessage([...awareness.getStates().keys()]))
      keeper.changed()
    },
    part(other) {
      peers.delete(other.name)
      keeper.changed()
    },
  }

  const keeper = roomKeeper({
    doc,
    awareness,
    clock: door.clock,
    links: {
      name: () => (connected ? name : undefined),
      open: () => new Set(peers.keys()),
      meeting: () => connected,
      compareWith(peer) {
        const other = peers.get(peer)
        if (other) askFor(other)
      },
    },
  })

  // Everybody reaches everybody here, so what came from a peer is never sent on.
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== seat) sendAll(message(syncKind, (encoder) => syncProtocol.writeUpdate(encoder, update)))
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
        keeper.stop()
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

function message(kind: typeof syncKind | typeof awarenessKind, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind)
    write(encoder)
  })
}
