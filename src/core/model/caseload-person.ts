import { caseloadFields, type CaseloadField } from './caseload-columns.ts'
import type { Stated } from './caseload-row.ts'
import { clinicalDate, instantAfter, type Instant } from './dates.ts'
import type { PersonId } from './ids.ts'
import { agreementInWords, type Person } from './person.ts'
import { spacedNhsNumber } from './nhs-number.ts'

/** A person with what a row states of them: what the row leaves empty stays as it is known, or is plainly not known. */
export function personFrom(stated: Stated, known: Person | undefined, id: PersonId, now: Instant): Person | undefined {
  const familyName = stated.familyName ?? known?.familyName
  const givenName = stated.givenName ?? known?.givenName
  const born = stated.born ?? known?.born
  const died = stated.died ?? known?.died
  const referredOn = stated.referredOn ?? known?.referredOn
  const referralSource = stated.referralSource ?? known?.referralSource
  const referralRoute = stated.referralRoute ?? known?.referralRoute
  const step = stated.step ?? known?.step
  const contactPreference = stated.contactPreference ?? known?.contactPreference
  const nextReview = stated.nextReview ?? known?.nextReview
  const agreement = stated.agreement ?? known?.agreement ?? { kind: 'not-asked' }
  const agreementSince = stated.agreement && JSON.stringify(stated.agreement) !== JSON.stringify(known?.agreement) ? instantAfter(Date.parse(now), known?.agreementSince) : known?.agreementSince
  if (!familyName || !givenName || !born || !referredOn || !referralSource || !referralRoute || !step || !contactPreference) return undefined
  return {
    id,
    nhsNumber: numberFrom(stated, known),
    familyName,
    givenName,
    preferredName: stated.preferredName ?? known?.preferredName ?? '',
    title: stated.title ?? known?.title ?? '',
    born,
    ...(died && { died }),
    gender: stated.gender ?? known?.gender ?? 'Not stated',
    pronouns: stated.pronouns ?? known?.pronouns ?? '',
    gpPractice: stated.gpPractice ?? known?.gpPractice ?? '',
    area: stated.area ?? known?.area ?? '',
    referredOn,
    referralSource,
    referralRoute,
    step,
    keyworker: stated.keyworker ?? known?.keyworker ?? '',
    contactPreference,
    language: stated.language ?? known?.language ?? '',
    interpreter: stated.interpreter ?? known?.interpreter ?? false,
    agreement,
    ...(agreementSince && { agreementSince }),
    ...(nextReview && { nextReview }),
    // No extract knows of a hold, so none can lift it.
    ...(known?.legalHold && { legalHold: known.legalHold }),
    ...(known?.holdLiftedAt && { holdLiftedAt: known.holdLiftedAt }),
    updatedAt: now,
  }
}

function numberFrom({ nhsNumber, noNumberBecause }: Stated, known: Person | undefined): Person['nhsNumber'] {
  if (nhsNumber) return { kind: 'known', number: nhsNumber }
  if (known?.nhsNumber.kind === 'known') return known.nhsNumber
  if (noNumberBecause) return { kind: 'absent', reason: noNumberBecause }
  return known?.nhsNumber ?? { kind: 'absent', reason: 'Not given in the extract' }
}

type ComparedField = Exclude<CaseloadField, 'noNumberBecause'>

const comparedFields = Object.keys(caseloadFields).filter((field): field is ComparedField => field !== 'noNumberBecause')

export interface FieldChange {
  readonly field: ComparedField
  readonly from: string
  readonly to: string
}

/** What an update would change, in the words that the screen shows. */
export function changesBetween(before: Person, after: Person): FieldChange[] {
  return comparedFields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: fieldInWords(before, field), to: fieldInWords(after, field) }))
}

export function fieldInWords(person: Person, field: ComparedField): string {
  switch (field) {
    case 'nhsNumber':
      return person.nhsNumber.kind === 'known' ? spacedNhsNumber(person.nhsNumber.number) : `Not known (${person.nhsNumber.reason})`
    case 'born':
    case 'died':
    case 'referredOn':
    case 'nextReview': {
      const day = person[field]
      return day ? clinicalDate(day) : ''
    }
    case 'interpreter':
      return person.interpreter ? 'Yes' : 'No'
    case 'agreement':
      return agreementInWords(person.agreement)
    default:
      return person[field]
  }
}
