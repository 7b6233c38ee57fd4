import { contactPreferences, genders, pathwaySteps, referralRoutes, referralSources } from './person.ts'

/** What a caseload extract can say of a person, under the heading that our own exports give it. */
export const caseloadFields = {
  nhsNumber: { heading: 'NHS Number', also: ['nhs', 'nhs no', 'nhs num', 'nhsno'] },
  noNumberBecause: { heading: 'No NHS Number Because', also: ['nhs number status', 'reason for no nhs number'] },
  familyName: { heading: 'Family Name', also: ['surname', 'last name', 'family', 'lastname'] },
  givenName: { heading: 'Given Name', also: ['first name', 'forename', 'given', 'firstname', 'given names', 'forenames'] },
  preferredName: { heading: 'Preferred Name', also: ['known as', 'likes to be called', 'preferred'] },
  title: { heading: 'Title', also: ['prefix', 'salutation'] },
  born: { heading: 'Date of Birth', also: ['dob', 'born', 'birth date', 'birthdate', 'd o b'] },
  died: { heading: 'Date of Death', also: ['died', 'dod', 'deceased on', 'death date'] },
  gender: { heading: 'Gender', also: ['sex', 'gender identity'] },
  pronouns: { heading: 'Pronouns', also: ['pronoun'] },
  gpPractice: { heading: 'GP Practice', also: ['gp', 'practice', 'practice code', 'gp practice code', 'ods code', 'gp code'] },
  area: { heading: 'Area', also: ['hub', 'locality', 'hub area', 'neighbourhood'] },
  referredOn: { heading: 'Referral Date', also: ['referred', 'referred on', 'date referred', 'date of referral'] },
  referralSource: { heading: 'Referral Source', also: ['referred by', 'source', 'source of referral'] },
  referralRoute: { heading: 'Referral Route', also: ['route', 'referral method', 'referred how'] },
  step: { heading: 'Status', also: ['step', 'pathway step', 'stage', 'pathway status'] },
  keyworker: { heading: 'Keyworker', also: ['key worker', 'named worker', 'care coordinator', 'care co ordinator', 'lead professional'] },
  contactPreference: { heading: 'Contact Preference', also: ['preferred contact', 'contact by', 'contact method', 'how to contact'] },
  language: { heading: 'Language', also: ['first language', 'preferred language', 'main language'] },
  interpreter: { heading: 'Interpreter', also: ['interpreter needed', 'interpreter required', 'needs interpreter'] },
  agreement: { heading: 'Agreed To Share With', also: ['sharing', 'sharing agreement', 'consent to share', 'agreed to share', 'shares with'] },
  nextReview: { heading: 'Next Review', also: ['review', 'review date', 'review due', 'next review date', 'review on'] },
} as const

export type CaseloadField = keyof typeof caseloadFields

/** `Date of birth`, for `Date of Birth`: a column’s heading as screens and letters write it. */
export const fieldLabel = (field: CaseloadField): string => caseloadFields[field].heading.replaceAll(/ [A-Z](?=[a-z])/g, (start) => start.toLowerCase())

export const caseloadFieldNames = Object.keys(caseloadFields) as readonly CaseloadField[]

/** What has to be said of everybody; the rest may be absent from an extract. */
export const neededFields = [
  'familyName',
  'givenName',
  'born',
  'referredOn',
  'referralSource',
  'referralRoute',
  'step',
  'contactPreference',
] as const satisfies readonly CaseloadField[]

/** The words that can stand in a field, where there is a list of them. */
export const fieldChoices = {
  gender: genders,
  referralSource: referralSources,
  referralRoute: referralRoutes,
  step: pathwaySteps,
  contactPreference: contactPreferences,
} as const satisfies Partial<Record<CaseloadField, readonly string[]>>

export const choicesFor = (field: CaseloadField): readonly string[] | undefined =>
  Object.hasOwn(fieldChoices, field) ? (fieldChoices as Partial<Record<CaseloadField, readonly string[]>>)[field] : undefined

/** Where a field comes from: a column of the file (from 0), or one text for every row. */
export type FieldSource = { readonly kind: 'column'; readonly index: number } | { readonly kind: 'always'; readonly text: string }

export type ColumnMapping = Readonly<Partial<Record<CaseloadField, FieldSource>>>

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLocaleLowerCase('en-GB')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Guesses what each column holds by its heading. A column is used once, and the first that fits wins. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const headings = columns.map(plain)
  const taken = new Set<number>()
  const mapping: Partial<Record<CaseloadField, FieldSource>> = {}
  const take = (field: CaseloadField, names: readonly string[]): void => {
    if (mapping[field]) return
    const index = headings.findIndex((heading, at) => !taken.has(at) && names.includes(heading))
    if (index < 0) return
    taken.add(index)
    mapping[field] = { kind: 'column', index }
  }
  for (const field of caseloadFieldNames) take(field, [plain(caseloadFields[field].heading)])
  for (const field of caseloadFieldNames) take(field, caseloadFields[field].also)
  return mapping
}

/** Needed fields that nothing is mapped to yet. */
export const unmappedFields = (mapping: ColumnMapping): CaseloadField[] => neededFields.filter((field) => !mapping[field])
