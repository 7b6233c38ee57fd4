import { z } from 'zod'
import { signatureText as signature } from './checkpoint.ts'
import { instant } from './dates.ts'
import { deviceId, memberId, type DeviceId, type MemberId } from './ids.ts'
import { staffCard, team, type StaffCard } from './team.ts'

/** Bounds of a roster: see SPEC.md, L. */
export const rosterLimits = { members: 60, devices: 6, leads: 12, removed: 300, history: 200, line: 200, charter: 100 } as const

/** Characters of a signed roster as text. */
export const longestRoster = 220_000

const shortDigest = z.string().regex(/^[0-9a-f]{32}$/)

/** One person of the team. Each device of theirs has a card, and so keys, of its own. */
const rosterMember = z.strictObject({
  id: memberId,
  devices: z.array(staffCard).min(1).max(rosterLimits.devices),
  /** May change the roster. */
  leads: z.boolean(),
})
export type RosterMember = z.infer<typeof rosterMember>

const removedDevice = z.strictObject({
  device: deviceId,
  name: z.string().max(120),
  at: instant,
  /** The epoch that began without it. */
  epoch: z.int().min(2),
})

const rosterStep = z.strictObject({
  version: z.int().min(1),
  epoch: z.int().min(1),
  at: instant,
  by: z.string().max(120),
  /** What was done, as a sentence. */
  what: z.string().max(400),
})
export type RosterStep = z.infer<typeof rosterStep>

/** What a lead signs: who is in the team, with which devices, and what each device needs to read in this epoch. */
export const rosterBody = z.strictObject({
  team,
  version: z.int().min(1).max(1_000_000),
  /** Grows whenever a device is removed: from then on everything is sealed with a secret that it does not have. */
  epoch: z.int().min(1).max(1_000_000),
  at: instant,
  /** Digests of the versions that this one descends from, newest last. */
  line: z.array(shortDigest).max(rosterLimits.line),
  members: z.array(rosterMember).min(1).max(rosterLimits.members),
  /** Devices that were taken out; none of them ever comes back. */
  removed: z.array(removedDevice).max(rosterLimits.removed),
  history: z.array(rosterStep).max(rosterLimits.history),
  /** The epoch's secret, sealed to each device. */
  keys: z.record(deviceId, z.string().regex(/^[A-Za-z0-9_-]{100,120}$/)),
})
export type RosterBody = z.infer<typeof rosterBody>

const lead = staffCard.pick({ device: true, signingKey: true })
export type Lead = z.infer<typeof lead>

/** Who may sign rosters from here on, signed by somebody who could before; the first signs for itself. */
const charterLink = z.strictObject({ leads: z.array(lead).min(1).max(rosterLimits.leads), signer: deviceId, signature })
export type CharterLink = z.infer<typeof charterLink>

/** A roster as it travels. `body` is RFC 8785 text, exactly as it was signed. */
export const signedRoster = z.strictObject({
  format: z.literal('mdt-huddle/roster/1'),
  body: z.string().max(longestRoster),
  charter: z.array(charterLink).min(1).max(rosterLimits.charter),
  signer: deviceId,
  signature,
})

/** A roster that has been checked: every signature in it holds. */
export interface Roster extends RosterBody {
  /** As it travels. */
  readonly text: string
  /** First 128 bits of the digest of its body, hexadecimal. */
  readonly digest: string
  readonly charter: readonly CharterLink[]
  readonly signer: DeviceId
}

export const devicesOf = ({ members }: Pick<RosterBody, 'members'>): StaffCard[] => members.flatMap(({ devices }) => devices)

export const memberWith = ({ members }: Pick<RosterBody, 'members'>, device: DeviceId): RosterMember | undefined =>
  members.find(({ devices }) => devices.some((card) => card.device === device))

export const wasRemoved = ({ removed }: Pick<RosterBody, 'removed'>, device: DeviceId): boolean => removed.some((each) => each.device === device)

/** Whether this device may change the roster. */
export const leadsAt = (roster: Pick<RosterBody, 'members'>, device: DeviceId): boolean => memberWith(roster, device)?.leads === true

export const leadsIn = ({ members }: Pick<RosterBody, 'members'>): Lead[] =>
  members
    .filter(({ leads }) => leads)
    .flatMap(({ devices }) => devices)
    .map(({ device, signingKey }) => ({ device, signingKey }))
    .toSorted((a, b) => (a.device < b.device ? -1 : 1))

/** The name that a member goes by: what their newest card says. */
export const nameOfMember = ({ devices }: RosterMember): string => devices.at(-1)?.name ?? ''

export type RosterChange =
  | { readonly kind: 'add-member'; readonly id: MemberId; readonly card: StaffCard }
  | { readonly kind: 'add-device'; readonly member: MemberId; readonly card: StaffCard }
  | { readonly kind: 'remove-member'; readonly member: MemberId }
  | { readonly kind: 'remove-device'; readonly device: DeviceId }
  | { readonly kind: 'lead'; readonly member: MemberId; readonly leads: boolean }

/**
 * Whether this is the roster of the same team, begun anew by one of its members: at this device one has the same member's id
 * in both, which is random and given anew wherever else somebody joins.
 */
export function isBegunAnew(next: Roster, held: Roster, device: DeviceId): boolean {
  const [before, founder] = [memberWith(held, device)?.id, next.charter[0]?.signer]
  return next.team.id !== held.team.id && before !== undefined && before === memberWith(next, device)?.id && founder !== undefined && memberWith(held, founder) !== undefined
}

/** Whether who leads by the one charter follows from the other, or is the same. */
export const charterGoesOn = (from: readonly CharterLink[], to: readonly CharterLink[]): boolean => from.every((link, index) => JSON.stringify(link) === JSON.stringify(to[index]))

/** How a roster that arrives stands to the one that is held. */
export type Descent = 'same' | 'newer' | 'older' | 'forked' | 'other-team'

/**
 * Only what descends from the held roster replaces it. Whoever leads was made a lead by somebody whom the held roster
 * already knows, and whoever was removed stays so: the charter and the list of the removed only ever grow.
 */
export function descentOf(next: Roster, held: Roster): Descent {
  if (next.team.id !== held.team.id) return 'other-team'
  if (next.digest === held.digest) return 'same'
  const remembers = held.removed.every(({ device }) => wasRemoved(next, device))
  const grown = charterGoesOn(held.charter, next.charter)
  if (next.version > held.version) return grown && remembers && next.line.includes(held.digest) ? 'newer' : 'forked'
  return held.line.includes(next.digest) ? 'older' : 'forked'
}
