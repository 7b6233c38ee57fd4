import type * as Y from 'yjs'
import { memoryRoom, type MemoryRoom, type Seat } from './memory-room.ts'
import { roomInUse } from './problems.ts'
import { checkAddress } from './room-address.ts'
import type { TransportParts } from './room-table.ts'
import type { Transport } from './transport.ts'

/** Carries one message from one seat to another by calling `deliver`: later, and in a test perhaps twice, or never. */
export type Carry = (deliver: () => void, way: { readonly from: string; readonly to: string }) => void

export interface MemoryNetwork {
  transport(parts: TransportParts): Transport
}

export interface MemoryNetworkOptions {
  /** By default every message arrives, later, in the order in which it was sent. What is said while meeting always does. */
  readonly carry?: Carry
}

function introduce(seat: Seat, other: Seat): void {
  other.meet(seat, true)
  seat.meet(other, false)
}

/** A network in this process's memory, for testing logic: seats meet by room, and prove the rest to each other. */
export function memoryNetwork({ carry = (deliver) => queueMicrotask(deliver) }: MemoryNetworkOptions = {}): MemoryNetwork {
  const rooms = new Map<string, Set<Seat>>()
  let names = 0

  function enter(key: string, seat: Seat): void {
    const seats = rooms.get(key) ?? new Set()
    rooms.set(key, seats)
    const present = [...seats]
    seats.add(seat)
    for (const other of present) introduce(seat, other)
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
    transport(parts) {
      const joined = new Map<string, { readonly doc: Y.Doc; readonly made: MemoryRoom }>()
      let online = true
      return {
        async join(address, doc, converse) {
          checkAddress(address)
          const { room } = address
          if (joined.has(room) || [...joined.values()].some((each) => each.doc === doc)) throw roomInUse()
          const made = memoryRoom(`seat-${(names += 1)}`, address, doc, { ...parts, converse }, {
            enter: (seat) => enter(room, seat),
            exit: (seat) => exit(room, seat),
            meetAgain: (seat, other) => queueMicrotask(() => [seat, other].every((each) => rooms.get(room)?.has(each)) && introduce(seat, other)),
            left: () => joined.delete(room),
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
          parts.hands.close()
        },
      }
    },
  }
}
