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
  /** The NHS number is here, and the name and day of birth are not that person's: another's, or too unlike. */
  | { readonly kind: 'other-person'; readonly person: Person }
  | { readonly kind: 'several'; readonly count: number }

/** A name by its letters alone: neither capitals nor how an accent, an apostrophe or a hyphen was typed tell people apart. */
function letters(name: string): string {
  const only = name.normalize('NFKD').replaceAll(/[\u0300-\u036F]|[^\p{L}\p{M}\p{N}]/gu, '').toLocaleLowerCase('en-GB')
  return only === '' ? name.normalize('NFC').toLocaleLowerCase('en-GB') : only
}

/** Name and day of birth as one text; undefined while any of them is missing. */
export function nameKey({ familyName, givenName, born }: Pick<RowIdentity, 'familyName' | 'givenName' | 'born'>): string | undefined {
  if (!familyName || !givenName || !born) return undefined
  return [letters(familyName), letters(givenName), born].join('\u0000')
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
    const key = nameKey(identity)
    const named = (key !== undefined && byName.get(key)) || []
    if (numbered) {
      const isAnothers = named.length > 0 && !named.includes(numbered)
      return { kind: isAnothers || isPlainlyAnother(identity, numbered) ? 'other-person' : 'known', person: numbered }
    }
    const unnumbered = named.filter(({ nhsNumber }) => nhsNumber.kind === 'absent')
    const candidates = unnumbered.length > 0 ? unnumbered : named
    const [first] = candidates
    if (!first) return { kind: 'new' }
    if (candidates.length > 1) return { kind: 'several', count: candidates.length }
    return identity.number && first.nhsNumber.kind === 'known' ? { kind: 'other-number', person: first } : { kind: 'known', person: first }
  }
}

/** People marry, change a given name, or were entered with a wrong day of birth; of two of these at once, somebody has to look. */
function isPlainlyAnother({ familyName, givenName, born }: RowIdentity, known: Person): boolean {
  const differences = [
    familyName !== undefined && letters(familyName) !== letters(known.familyName),
    givenName !== undefined && letters(givenName) !== letters(known.givenName),
    born !== undefined && born !== known.born,
  ]
  return differences.filter(Boolean).length > 1
}
