import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { ageOn, calendarDate, clinicalDate, instant, type CalendarDate } from './dates.ts'
import { personId } from './ids.ts'
import { nhsNumber, spacedNhsNumber } from './nhs-number.ts'
import { organisationKind, type OrganisationKind } from './team.ts'

export const genders = ['Female', 'Male', 'Non-binary', 'Not stated'] as const
export const referralSources = [
  'GP',
  'Self',
  'Family or carer',
  'Community worker',
  'Social worker',
  'Housing support',
  'Acute ward',
] as const
export const referralRoutes = ['Phone', 'Online', 'In person', 'Email', 'Letter'] as const
export const pathwaySteps = [
  'Referred',
  'Helpful conversation',
  'Assessment',
  'Active',
  'Stepping down',
  'Moved on',
] as const
export const contactPreferences = ['Phone', 'Text first', 'Video', 'Face to face', 'Email', 'Via carer'] as const

/** Why somebody has no NHS number here; none of them keeps anybody out. */
export const nhsNumberAbsences = ['Not given in the extract', 'Seeking asylum', 'Not registered in England', 'Not yet traced'] as const

export const sharingAgreement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agreed'), with: z.array(organisationKind).min(1).max(6) }),
  z.strictObject({ kind: z.literal('declined') }),
  z.strictObject({ kind: z.literal('not-asked') }),
])
export type SharingAgreement = z.infer<typeof sharingAgreement>

/** Somebody has said that nothing of this person may be erased: a court, an inquiry, a complaint. */
export const legalHold = z.strictObject({
  since: instant,
  by: z.string().max(120),
  because: z.string().trim().min(1).max(1000),
})
export type LegalHold = z.infer<typeof legalHold>

const name = z.string().trim().max(100)

/** A person whom the team supports: what a caseload extract says of them. */
export const person = canonicalObject({
  id: personId,
  nhsNumber: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('known'), number: nhsNumber }),
    z.strictObject({ kind: z.literal('absent'), reason: z.enum(nhsNumberAbsences) }),
  ]),
  familyName: name.min(1),
  givenName: name.min(1),
  preferredName: name,
  title: z.string().trim().max(20),
  born: calendarDate,
  died: calendarDate.optional(),
  gender: z.enum(genders),
  pronouns: z.string().trim().max(30),
  /** ODS code of the practice; empty where there is none. */
  gpPractice: z.string().trim().max(20),
  area: z.string().trim().max(120),
  referredOn: calendarDate,
  referralSource: z.enum(referralSources),
  referralRoute: z.enum(referralRoutes),
  step: z.enum(pathwaySteps),
  /** Name of the keyworker; empty while there is none. */
  keyworker: z.string().trim().max(120),
  contactPreference: z.enum(contactPreferences),
  language: z.string().trim().max(60),
  interpreter: z.boolean(),
  agreement: sharingAgreement,
  /** Since when the agreement is known to be so: two computers may know of different ones, and the rest of the row changes more often. */
  agreementSince: instant.optional(),
  nextReview: calendarDate.optional(),
  legalHold: legalHold.optional(),
  /** When the newest hold was lifted: a hold that was set before then, and comes back from an older copy, is over. */
  holdLiftedAt: instant.optional(),
  updatedAt: instant,
})
export type Person = z.infer<typeof person>

/** What the banner and the outcome need to say who this is. */
export const personIdentity = canonicalObject(
  person.pick({
    id: true,
    nhsNumber: true,
    familyName: true,
    givenName: true,
    preferredName: true,
    title: true,
    born: true,
    died: true,
    gender: true,
  }).shape,
)
export type PersonIdentity = z.infer<typeof personIdentity>

export function identityOf(someone: Person): PersonIdentity {
  const { id, nhsNumber, familyName, givenName, preferredName, title, born, died, gender } = someone
  return { id, nhsNumber, familyName, givenName, preferredName, title, born, gender, ...(died && { died }) }
}

/** `OSEI, Declan (Mx)`: the name as the patient banner writes it. */
export function bannerName({ familyName, givenName, title }: PersonIdentity): string {
  return `${familyName.toLocaleUpperCase('en-GB')}, ${givenName}${title ? ` (${title})` : ''}`
}

/** What people call them: the preferred name where they have one. */
export const spokenName = (someone: PersonIdentity): string => someone.preferredName || someone.givenName

/** `07-Jun-1985 (41)`, or the age at death. */
export function bannerBorn({ born, died }: PersonIdentity, today: CalendarDate): string {
  return `${clinicalDate(born)} (${ageOn(born, died ?? today)})`
}

export function bannerNhsNumber(someone: PersonIdentity): string {
  return someone.nhsNumber.kind === 'known' ? spacedNhsNumber(someone.nhsNumber.number) : 'Not known'
}

/** `D.O.`: for screens that show several people. */
export function personInitials({ givenName, familyName }: Pick<PersonIdentity, 'givenName' | 'familyName'>): string {
  return [givenName, familyName].map((part) => `${part.match(/\p{L}/u)?.[0]?.toUpperCase() ?? '?'}.`).join(' ')
}

/**
 * Whether somebody from `kind` may see this person's discussion. The organisation that holds the record gives
 * direct care with it; everybody else needs the person's agreement.
 */
export function maySee(agreement: SharingAgreement, kind: OrganisationKind, holder: OrganisationKind): boolean {
  return kind === holder || (agreement.kind === 'agreed' && agreement.with.includes(kind))
}

export function agreementInWords(agreement: SharingAgreement): string {
  switch (agreement.kind) {
    case 'agreed':
      return `Agreed to share with ${agreement.with.join(', ')}`
    case 'declined':
      return 'Has not agreed to share outside the team'
    case 'not-asked':
      return 'Not yet asked about sharing'
  }
}
