import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { instant } from './dates.ts'
import { deviceId, huddleId, itemId, outcomeId, personId } from './ids.ts'
import { staffCard, team } from './team.ts'

export const agendaReasons = ['New referral', 'Review due', 'Raised by a member', 'No keyworker yet', 'Carried over', 'A decision to amend'] as const
export const itemStates = ['waiting', 'open', 'parked', 'closed'] as const

/**
 * One person's place on the agenda. Everybody in the huddle sees it, whoever the person has agreed to share with,
 * so it holds initials and no question: the question stands in the person's own document.
 */
export const agendaItem = z.strictObject({
  id: itemId,
  personId,
  initials: z.string().max(10),
  reason: z.enum(agendaReasons),
  /** Minutes set aside. A timer shows them; it never cuts off. */
  minutes: z.int().min(1).max(120),
  broughtBy: z.string().max(120),
  state: z.enum(itemStates),
  /** Position on the agenda, ascending; ties are broken by id. */
  order: z.number(),
  openedAt: instant.optional(),
  outcome: outcomeId.optional(),
  /**
   * Why a parked item is carried over, as this device may know it: it stands in the person's own document, and in no
   * huddle's document that a newer version has written.
   */
  parkedBecause: z.string().max(500).optional(),
})
export type AgendaItem = z.infer<typeof agendaItem>

export const attendee = canonicalObject({
  card: staffCard,
  arrivedAt: instant,
  leftAt: instant.optional(),
  where: z.enum(['in the room', 'remote']),
})
export type Attendee = z.infer<typeof attendee>

/** People on one agenda at the most; whoever brings one more is told, for nobody drops off it silently. */
export const mostItems = 100

export const huddleStates = ['open', 'closing', 'closed'] as const

export const huddleAbout = z.strictObject({
  id: huddleId,
  title: z.string().trim().min(1).max(120),
  team,
  startedAt: instant,
  closedAt: instant.optional(),
  chair: deviceId,
  noteKeeper: deviceId,
  state: z.enum(huddleStates),
  /** The item that the room is talking about. */
  current: itemId.optional(),
})
export type HuddleAbout = z.infer<typeof huddleAbout>

export function byAgendaOrder(a: AgendaItem, b: AgendaItem): number {
  return a.order - b.order || (a.id < b.id ? -1 : 1)
}

/**
 * Which of `count` colours a colleague has on everybody's screen: by their place among all who ever came, in order of
 * arrival, so that it stays theirs whoever comes or leaves, and no two share one while there are enough.
 */
export function colleagueColour(attendees: readonly Attendee[], device: string, count: number): number {
  const place = attendees.toSorted(byArrival).findIndex(({ card }) => card.device === device)
  return Math.max(0, place) % count
}

const byArrival = (a: Attendee, b: Attendee): number =>
  a.arrivedAt === b.arrivedAt ? (a.card.device < b.card.device ? -1 : 1) : a.arrivedAt < b.arrivedAt ? -1 : 1

/** Who is here now: arrived and not left. */
export const present = (attendees: readonly Attendee[]): Attendee[] => attendees.filter(({ leftAt }) => !leftAt)

/** `4 here · quorum met`, in words, never enforced. */
export function quorumInWords(here: number, quorum: number): string {
  return here >= quorum ? `${here} here · quorum met` : `${here} here · quorum is ${quorum}`
}
