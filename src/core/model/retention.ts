import { addYears, parseISO } from 'date-fns'
import { dayOf, plainDate, type CalendarDate } from './dates.ts'
import type { LegalHold, Person } from './person.ts'

/** Whole years that a mental-health record is kept (NHS Records Management Code of Practice). */
export const retentionYears = { afterTreatment: 20, afterDeath: 10 } as const

/** What the rule asks of somebody's life with the team. */
export interface RetentionFacts {
  readonly died?: CalendarDate | undefined
  /** The last day that treatment, or anything after it, is known of; absent while somebody is with the team. */
  readonly ended?: CalendarDate | undefined
  readonly hold?: LegalHold | undefined
}

type Counted = { readonly from: 'treatment' | 'death'; readonly counted: CalendarDate; readonly until: CalendarDate }

/** How long what is held of somebody has to be kept, and why. Only `over` lets anything be erased. */
export type Retention =
  | { readonly kind: 'held'; readonly hold: LegalHold }
  | { readonly kind: 'in-treatment' }
  /** `until` is the last day on which it must still be there. */
  | ({ readonly kind: 'until' } & Counted)
  | ({ readonly kind: 'over' } & Counted)

/** A legal hold outweighs everything, a death what came before it, and nobody's record ends while they are with the team. */
export function retentionOf({ died, ended, hold }: RetentionFacts, today: CalendarDate): Retention {
  if (hold) return { kind: 'held', hold }
  const counted = died ? countedFrom('death', died) : ended && countedFrom('treatment', ended)
  if (!counted) return { kind: 'in-treatment' }
  return { kind: today > counted.until ? 'over' : 'until', ...counted }
}

function countedFrom(from: Counted['from'], day: CalendarDate): Counted {
  const years = from === 'death' ? retentionYears.afterDeath : retentionYears.afterTreatment
  return { from, counted: day, until: dayOf(addYears(parseISO(day), years).getTime()) }
}

export const mayBeErased = (retention: Retention): boolean => retention.kind === 'over'

/**
 * What the rule asks, from a caseload row and the days on which this device knows of contact or work for the person.
 * The row does not say when somebody moved on: the newest day known is taken, which can only keep it longer.
 */
export function retentionFacts(person: Pick<Person, 'step' | 'died' | 'legalHold' | 'updatedAt'>, days: readonly CalendarDate[]): RetentionFacts {
  const newest = [dayOf(Date.parse(person.updatedAt)), ...days].reduce((latest, day) => (day > latest ? day : latest))
  return { died: person.died, ended: person.step === 'Moved on' ? newest : undefined, hold: person.legalHold }
}

/** `Kept until 24 November 2046, because …`: one sentence, or two. */
export function retentionInWords(retention: Retention): string {
  switch (retention.kind) {
    case 'held':
      return `Kept until the legal hold is lifted. The reason for the hold: ${retention.hold.because.trim()}`
    case 'in-treatment':
      return `Kept while they are with the team, and for ${retentionYears.afterTreatment} years after that.`
    case 'until':
      return `Kept until ${plainDate(retention.until)}, because ${whyCounted(retention)}.`
    case 'over':
      return `The time to keep this ended on ${plainDate(retention.until)}, because ${whyCounted(retention)}. It can be erased once somebody has reviewed it.`
  }
}

const whyCounted = ({ from, counted }: Counted): string =>
  from === 'death'
    ? `they died on ${plainDate(counted)} and a mental-health record is kept for ${retentionYears.afterDeath} years after that`
    : `the team last knew of contact on ${plainDate(counted)} and a mental-health record is kept for ${retentionYears.afterTreatment} years after treatment ends`
