import type { HuddleAbout, Attendee, AgendaItem } from './huddle.ts'
import type { HuddleId } from './ids.ts'
import type { HuddleHost } from './invite.ts'
import type { IceServer } from './meeting-servers.ts'

export interface IssuedTicket {
  /** SHA-256 of the ticket, hexadecimal. */
  readonly ticketDigest: string
  readonly seats: number
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** What the vault keeps of a huddle beside its document: where its peers meet, and a summary for lists. */
export interface HuddleRecord {
  readonly id: HuddleId
  readonly about: HuddleAbout
  readonly agenda: readonly AgendaItem[]
  readonly attendees: readonly Attendee[]
  readonly room: string
  readonly secret: string
  /** Where its peers find each other: WebSocket addresses. */
  readonly signalling: readonly string[]
  /** STUN and TURN servers that came with a sealed invite. */
  readonly iceServers?: readonly IceServer[]
  /** Who keeps the door. */
  readonly host: HuddleHost
  readonly mine: boolean
  /** Whether its meeting place answers other computers of the local network; asked for by whoever hosts it. */
  readonly onNetwork?: boolean
  /** Whether it also meets at the team’s relay; asked for by whoever hosts it. */
  readonly byRelay?: boolean
  /** How this device was let in, to show when it comes back. */
  readonly pass?: string
  /** Invites that the host's meeting point still admits, so that it does so after a restart too. */
  readonly tickets?: readonly IssuedTicket[]
}
