import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { memoryRoom, type MemoryRoom, type Seat } from './memory-room.ts'
import { roomInUse } from './problems.ts'
import { checkAddress } from './room-address.ts'
import type { Transport } from './transport.ts'

/** Carries one message from one seat to another by calling `deliver`: later, and in a test perhaps twice, or never. */
export type Carry = (deliver: () => void, way: { readonly from: string; readonly to: string }) => void

export interface MemoryNetwork {
  transport(): Transport
}

export interface MemoryNetworkOptions {
  readonly clock: Clock
  /** By default every message arrives, later, in the order in which it was sent. */
  readonly carry?: Carry
}

/** A network in this process's memory, for testing logic: seats meet by room and secret. */
export function memoryNetwork({ clock, carry = (deliver) => queueMicrotask(deliver) }: MemoryNetworkOptions): MemoryNetwork {
  const rooms = new Map<string, Set<Seat>>()
  let names = 0

  function enter(key: string, seat: Seat): void {
    const seats = rooms.get(key) ?? new Set()
    rooms.set(key, seats)
    const present = [...seats]
    seats.add(seat)
    for (const other of present) {
      other.meet(seat)
      seat.meet(other)
    }
  }
  function exit(key: string, seat: Seat): void {
    const seats = rooms.get(key)
    if (!seats?.delete(seat)) return
    if (seats.size === 0) rooms.delete(key)
    for (const other of seats) {
      other.part(seat)
      seat.part(other)
    }
  }

  return {
    transport() {
      const joined = new Map<string, { readonly doc: Y.Doc; readonly made: MemoryRoom }>()
      let online = true
      return {
        async join(address, doc) {
          checkAddress(address)
          const { room, secret } = address
          if (joined.has(room) || [...joined.values()].some((each) => each.doc === doc)) throw roomInUse()
          const key = `${room}:${secret}`
          const made = memoryRoom(`seat-${(names += 1)}`, doc, {
            enter: (seat) => enter(key, seat),
            exit: (seat) => exit(key, seat),
            left: () => joined.delete(room),
            clock,
            carry,
          })
          joined.set(room, { doc, made })
          if (online) made.connect()
          return made.room
        },
        setOnline(next) {
          online = next
          for (const { made } of joined.values()) if (next) made.connect()
          else made.disconnect()
        },
        async close() {
          for (const { made } of Array.from(joined.values())) await made.room.leave()
        },
      }
    },
  }
}
