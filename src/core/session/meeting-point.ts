import type { Host } from '../host.ts'
import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { DeviceId, HuddleId } from '../model/ids.ts'
import { toHex } from '../model/ids.ts'
import type { HuddleRecord, IssuedTicket } from '../model/huddle-record.ts'
import { invite, type Invite } from '../model/invite.ts'
import type { Relay } from '../model/meeting-servers.ts'
import { ProblemError } from '../model/problem.ts'
import { digestOf } from '../record/digest.ts'

const codePrefix = 'mdth1.'
const inviteLifetime = 12 * 60 * 60 * 1000

/** The port at which MDT Huddle usually answers on a person's own computer; links in invites name it. */
const usualAddress = 'http://127.0.0.1:47820'

/** Where else than at this computer a huddle meets: on its local network, or at the team's relay. */
export type Reach = 'computer' | 'network' | 'relay'

export interface MeetingPoint {
  /** Where this app's own windows meet it. */
  readonly own: string
  /** Where those meet it who are invited so. */
  readonly invited: readonly string[]
}

/**
 * Starts this app's signalling where it is not running, and opens it as far as is asked.
 * @throws {ProblemError} `signalling-stopped`, `no-network`, `no-relay`, `relay-unreachable`, `relay-refused`.
 */
export async function hostMeetingPoint(host: Host, huddle: HuddleId, reach: Reach, relay: Relay | undefined): Promise<MeetingPoint> {
  if (reach === 'relay' && !relay) throw noRelay()
  const by = reach === 'relay' ? relay : undefined
  const status = await host.call('signalling.start', { huddle, lan: reach === 'network', ...(by && { relay: by }) })
  const [own] = status.kind === 'running' ? status.addresses : []
  if (status.kind === 'stopped' || own === undefined) {
    throw new ProblemError({
      code: 'signalling-stopped',
      happened: 'The place where colleagues meet this huddle could not be opened.',
      kept: 'The huddle and everything in it is kept on this computer.',
      todo: 'Close MDT Huddle, start it again and resume the huddle.',
    })
  }
  if (reach === 'network' && status.addresses.length < 2) {
    throw new ProblemError({
      code: 'no-network',
      happened: 'This computer is on no network at which colleagues could reach it.',
      kept: 'The huddle goes on at this computer.',
      todo: 'Connect to the network that your colleagues are on, then make a new invite.',
    })
  }
  return { own, invited: by ? [by.address] : status.addresses }
}

const noRelay = (): ProblemError =>
  new ProblemError({
    code: 'no-relay',
    happened: 'No relay is set, so this huddle can only meet at this computer or on its network.',
    kept: 'The huddle goes on at this computer.',
    todo: 'Set your team’s relay under Settings, then make a new invite.',
  })

/** Makes a ticket for `seats` devices and tells this app's signalling to admit it. */
export async function issueTicket(host: Host, effects: Effects, huddle: HuddleId, seats: number): Promise<{ ticket: string; issued: IssuedTicket }> {
  const secret = effects.random(16)
  const issued = { ticketDigest: await digestOf(secret), seats, expires: effects.clock() + inviteLifetime }
  await host.call('signalling.admit', { huddle, ...issued })
  return { ticket: toBase64url(secret), issued }
}

/** Has this app's signalling admit again whom it did before it was last closed. */
export async function admitAgain(host: Host, { id, tickets = [] }: HuddleRecord, now: number): Promise<void> {
  for (const ticket of tickets) if (ticket.expires > now) await host.call('signalling.admit', { huddle: id, ...ticket })
}

/** The address at which one device meets one huddle, under a name that the device has in no other one. */
export async function meetingAddress(signalling: string, huddle: HuddleId, ticket: string, device: DeviceId): Promise<string> {
  const seat = await digestOf(utf8.encode(`mdt-huddle/seat/v1\n${huddle}\n${device}`))
  return `${signalling.replace(/\/$/, '')}/h/${huddle}?ticket=${ticket}&device=${seat.slice(0, 32)}`
}

export function inviteTo(record: HuddleRecord, signalling: readonly string[], ticket: string, expires: number): Invite {
  return {
    huddle: record.id,
    host: record.host,
    title: record.about.title,
    team: record.about.team.name,
    room: record.room,
    secret: record.secret,
    ticket,
    signalling: [...signalling],
    expires: instantOf(expires),
    practice: record.about.team.practice,
  }
}

export const openInviteCode = (content: Invite): { code: string; link: string } => linkTo(codePrefix + toBase64url(utf8.encode(JSON.stringify(content))))

/** A code, and the link that ends in it. */
export const linkTo = (code: string): { code: string; link: string } => ({ code, link: `${usualAddress}/#/join/${code}` })

/**
 * Reads an invite from its code, or from a link that ends in it.
 * @throws {ProblemError} `invite-garbled`, `invite-expired`.
 */
export function readInvite(text: string, now: number): Invite {
  const found = /mdth1\.([A-Za-z0-9_-]{1,4000})$/.exec(text.trim())?.[1]
  return checkInvite(found === undefined ? '' : decoded(found), now)
}

/** @param content JSON of an invite. @throws {ProblemError} `invite-garbled`, `invite-expired`. */
export function checkInvite(content: string, now: number): Invite {
  const parsed = parseInvite(content)
  if (!parsed) {
    throw new ProblemError({
      code: 'invite-garbled',
      happened: 'This is not a whole invite to a huddle.',
      kept: 'Nothing was joined and nothing was changed.',
      todo: 'Copy the invite again from start to end, or ask the chair for a new one.',
    })
  }
  if (Date.parse(parsed.expires) <= now) {
    throw new ProblemError({
      code: 'invite-expired',
      happened: `This invite to “${parsed.title}” has run out.`,
      kept: 'Nothing was joined and nothing was changed.',
      todo: 'Ask the chair for a new one.',
    })
  }
  return parsed
}

function decoded(encoded: string): string {
  try {
    return utf8.decode(fromBase64url(encoded))
  } catch {
    return ''
  }
}

function parseInvite(content: string): Invite | undefined {
  try {
    return invite.safeParse(JSON.parse(content)).data
  } catch {
    return undefined
  }
}

/** A room that nobody has met in yet. */
export function newRoom(effects: Effects): { room: string; secret: string } {
  return { room: toHex(effects.random(16)), secret: toBase64url(effects.random(32)) }
}
