import type { AdmissionReply } from '../core/sync/admission.ts'
import type { Clock } from '../core/model/effects.ts'

export interface Ticket {
  readonly huddle: string
  /** SHA-256 of the ticket, hexadecimal: the server never holds what would admit somebody. */
  readonly ticketDigest: string
  readonly seats: number
  /** Milliseconds since 1970. */
  readonly expires: number
}

export interface TicketOffice {
  admit(ticket: Ticket): void
  /** What was admitted to a huddle and still lets somebody in. */
  ticketsOf(huddle: string): readonly Ticket[]
  /** Ends every ticket of a huddle. */
  end(huddle: string): void
  /** Gives one device a seat on a ticket; a device that has one already may come back. */
  take(huddle: string, ticketDigest: string, device: string): AdmissionReply
}

/** Tickets, and huddles that have ended, that are kept at the most; the oldest go first. */
const mostTickets = 2000
const mostEnded = 2000

export function ticketOffice(clock: Clock): TicketOffice {
  const tickets = new Map<string, Ticket & { readonly devices: Set<string> }>()
  const ended = new Set<string>()

  return {
    admit(ticket) {
      const key = `${ticket.huddle}:${ticket.ticketDigest}`
      ended.delete(ticket.huddle)
      // Admitted again, as after a restart, a ticket keeps the seats that are taken.
      tickets.set(key, { ...ticket, devices: tickets.get(key)?.devices ?? new Set() })
      dropOldest(tickets, mostTickets)
    },
    ticketsOf: (huddle) =>
      [...tickets.values()]
        .filter((ticket) => ticket.huddle === huddle && ticket.expires > clock())
        .map(({ ticketDigest, seats, expires }) => ({ huddle, ticketDigest, seats, expires })),
    end(huddle) {
      ended.add(huddle)
      dropOldest(ended, mostEnded)
      for (const [key, ticket] of tickets) if (ticket.huddle === huddle) tickets.delete(key)
    },
    take(huddle, ticketDigest, device) {
      if (ended.has(huddle)) return { type: 'refused', code: 'huddle-ended' }
      const ticket = tickets.get(`${huddle}:${ticketDigest}`)
      if (!ticket) return { type: 'refused', code: 'invite-unknown' }
      if (ticket.expires <= clock()) return { type: 'refused', code: 'invite-expired' }
      if (!ticket.devices.has(device) && ticket.devices.size >= ticket.seats) return { type: 'refused', code: 'invite-used' }
      ticket.devices.add(device)
      return { type: 'admitted' }
    },
  }
}

function dropOldest<K>(kept: { readonly size: number; keys(): Iterable<K>; delete(key: K): boolean }, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}
