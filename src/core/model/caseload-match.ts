import type { CalendarDate } from './dates.ts'
import type { NhsNumber } from './nhs-number.ts'
import type { Person } from './person.ts'

/** What of a row says who it is about. */
export interface RowIdentity {
  readonly number: NhsNumber | undefined
  readonly familyName: string | undefined
  readonly givenName: string | undefined
  readonly born: CalendarDate | undefined
}

export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly person: Person }
  /** Somebody here has this name and day of birth, and another NHS number: perhaps two people, perhaps a wrong number. */
  | { readonly kind: 'other-number'; readonly person: Person }
  /** The NHS number is here under another name and another day of birth. */
  | { readonly kind: 'other-person'; readonly person: Person }
  | { readonly kind: 'several'; readonly count: number }

/** Name and day of birth as one text, whatever the capitals; undefined while any of them is missing. */
export function nameKey({ familyName, givenName, born }: Pick<RowIdentity, 'familyName' | 'givenName' | 'born'>): string | undefined {
  if (!familyName || !givenName || !born) return undefined
  return [familyName, givenName, born].map((part) => part.normalize('NFC').toLocaleLowerCase('en-GB')).join('\u0000')
}

/** Finds who a row is about: by NHS number, else by name and day of birth. It never guesses between two people. */
export function personMatcher(existing: readonly Person[]): (identity: RowIdentity) => Match {
  const byNumber = new Map<NhsNumber, Person>()
  const byName = new Map<string, Person[]>()
  for (const person of existing) {
    if (person.nhsNumber.kind === 'known') byNumber.set(person.nhsNumber.number, person)
    const key = nameKey(person)
    if (key !== undefined) byName.set(key, [...(byName.get(key) ?? []), person])
  }

  return (identity) => {
    const numbered = identity.number && byNumber.get(identity.number)
    if (numbered) return isPlainlyAnother(identity, numbered) ? { kind: 'other-person', person: numbered } : { kind: 'known', person: numbered }
    const key = nameKey(identity)
    const named = (key !== undefined && byName.get(key)) || []
    const unnumbered = named.filter(({ nhsNumber }) => nhsNumber.kind === 'absent')
    const candidates = unnumbered.length > 0 ? unnumbered : named
    const [first] = candidates
    if (!first) return { kind: 'new' }
    if (candidates.length > 1) return { kind: 'several', count: candidates.length }
    return identity.number && first.nhsNumber.kind === 'known' ? { kind: 'other-number', person: first } : { kind: 'known', person: first }
  }
}

const isPlainlyAnother = ({ familyName, born }: RowIdentity, { familyName: known, born: knownBorn }: Person): boolean =>
  familyName !== undefined &&
  born !== undefined &&
  born !== knownBorn &&
  familyName.toLocaleLowerCase('en-GB') !== known.toLocaleLowerCase('en-GB')
