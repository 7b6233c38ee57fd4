import type { CalendarDate } from '../../../core/model/dates.ts'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import type { HuddleRecord } from '../../../core/model/huddle-record.ts'
import type { PersonId } from '../../../core/model/ids.ts'
import type { Person } from '../../../core/model/person.ts'

export interface Suggestion {
  readonly person: Person
  readonly reason: AgendaItem['reason']
  /** Why they are suggested, in words: every suggestion explains itself. */
  readonly because: string
}

/** Parked or never reached in the newest huddle that is over, and not decided since. */
function carriedOver(huddles: readonly HuddleRecord[]): Map<PersonId, string> {
  const newestFirst = huddles.toSorted((a, b) => (a.about.startedAt < b.about.startedAt ? 1 : -1))
  const seen = new Map<PersonId, string | undefined>()
  for (const { about, agenda } of newestFirst) {
    for (const { personId, state, parkedBecause } of agenda) {
      if (seen.has(personId)) continue
      const waits = state === 'parked' || (about.state === 'closed' && state !== 'closed')
      seen.set(personId, waits ? (parkedBecause ?? 'not reached last time') : undefined)
    }
  }
  return new Map([...seen].flatMap(([id, because]) => (because === undefined ? [] : [[id, because] as const])))
}

function suggestionFor(person: Person, carried: ReadonlyMap<PersonId, string>, today: CalendarDate): Suggestion | undefined {
  const because = carried.get(person.id)
  if (because !== undefined) return { person, reason: 'Carried over', because: `Parked: ${because}` }
  if (person.step === 'Moved on' || person.died) return undefined
  if (person.step === 'Referred') return { person, reason: 'New referral', because: `From: ${person.referralSource}` }
  if (person.nextReview && person.nextReview <= today) return { person, reason: 'Review due', because: 'Review due' }
  if (!person.keyworker) return { person, reason: 'No keyworker yet', because: 'Nobody is their keyworker yet' }
  return undefined
}

/**
 * Whom this huddle could talk about, each for a stated reason; by reason, then by how long they have waited. Never by
 * anything that ranks people.
 */
export function suggestedAgenda(people: readonly Person[], huddles: readonly HuddleRecord[], today: CalendarDate): Suggestion[] {
  const carried = carriedOver(huddles)
  const order: readonly AgendaItem['reason'][] = ['Carried over', 'New referral', 'Review due', 'No keyworker yet']
  return people
    .flatMap((person) => suggestionFor(person, carried, today) ?? [])
    .toSorted(
      (a, b) =>
        order.indexOf(a.reason) - order.indexOf(b.reason) ||
        (waitingSince(a) < waitingSince(b) ? -1 : waitingSince(a) > waitingSince(b) ? 1 : 0),
    )
}

const waitingSince = ({ person, reason }: Suggestion): string =>
  reason === 'Review due' ? (person.nextReview ?? person.referredOn) : person.referredOn
