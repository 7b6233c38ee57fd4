import type { CaseloadField } from '../../../model/caseload-columns.ts'
import type { CalendarDate } from '../../../model/dates.ts'
import type { Extension, FhirReference, HumanName, Identifier, Patient, Practice } from './patient.ts'
import { conceptInWords, unreadable, unusedFields } from './patient.ts'

/** What one Patient gives: cells for the caseload's own columns, and what a person should know of the rest. */
export interface PersonRow {
  readonly cells: Readonly<Partial<Record<CaseloadField, string>>>
  readonly notUsed: readonly string[]
  readonly inDoubt: readonly string[]
}

const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number'
const odsSystem = 'https://fhir.nhs.uk/Id/ods-organization-code'
const ukCoreExtension = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-'

/** @param practiceOf finds an Organization or PractitionerRole of the same file. */
export function personRow(raw: Readonly<Record<string, unknown>>, read: Patient, today: CalendarDate, practiceOf: (reference: FhirReference) => Practice | undefined): PersonRow {
  const notUsed: string[] = unusedFields(raw).map((field) => fieldWords.get(field) ?? `“${field.slice(0, 60)}”`)
  const inDoubt: string[] = unreadable(raw, read).map((field) => `${field}: part of it is not in the form of FHIR, and was left out`)
  const said = { notUsed: (what: string) => void notUsed.push(what), inDoubt: (what: string) => void inDoubt.push(what) }
  if (read.active === false) said.inDoubt('the record system has marked this record as not in use')
  if (read.managingOrganization) said.notUsed(`the organisation that looks after the record${shown(read.managingOrganization.display)}`)
  const cells = { ...numberCells(read, today, said), ...nameCells(read, today, said), ...lifeCells(read, said), ...languageCells(read, said), ...practiceCells(read, practiceOf, said) }
  return { cells, notUsed, inDoubt }
}

type Cells = Partial<Record<CaseloadField, string>>
interface Said {
  readonly notUsed: (what: string) => void
  readonly inDoubt: (what: string) => void
}

const shown = (text: string | undefined): string => (text ? ` (${text.slice(0, 120)})` : '')

const fieldWords: ReadonlyMap<string, string> = new Map(Object.entries({
  telecom: 'phone numbers and e-mail addresses',
  address: 'addresses',
  maritalStatus: 'marital status',
  multipleBirthBoolean: 'multiple birth',
  multipleBirthInteger: 'multiple birth',
  photo: 'photographs',
  contact: 'contacts: family, carers and others',
  link: 'links to other records',
}))

function numberCells({ identifier, extension }: Patient, today: CalendarDate, said: Said): Cells {
  const ofNumber = identifier.filter(({ system }) => system === nhsNumberSystem)
  for (const { system } of identifier.filter((each) => each.system !== nhsNumberSystem)) said.notUsed(`another identifier${shown(system)}`)
  const old = ofNumber.filter((each) => isOver(each, today))
  if (old.length > 0) said.notUsed('an NHS number that is marked as old')
  const numbers = new Set(ofNumber.flatMap((each) => (isOver(each, today) ? [] : (each.value?.replaceAll(/\s/g, '') ?? []))))
  const reason = conceptInWords(extensionOf(extension, 'NHSNumberUnavailableReason')?.valueCodeableConcept)
  if (numbers.size > 1) said.inDoubt(`${numbers.size} different NHS numbers are given, so none was taken`)
  const [number] = numbers
  if (number === undefined || numbers.size > 1) return reason ? { noNumberBecause: reason } : {}
  const status = ofNumber.flatMap((each) => statusOf(each) ?? [])[0]
  if (status?.code === '04' || status?.code === '05') {
    said.inDoubt(`the NHS number was not taken: ${status.words}`)
    return {}
  }
  if (status?.code !== '01') said.inDoubt(`the NHS number has not been verified: ${status?.words ?? 'nothing is said of it'}`)
  return { nhsNumber: number }
}

const verificationWords: Readonly<Record<string, string>> = {
  '01': 'present and verified',
  '02': 'present and not traced',
  '03': 'a trace is required',
  '04': 'a trace found nobody, or several people',
  '05': 'it does not agree with the person’s other details',
  '06': 'a trace is in progress',
  '07': 'not present, and no trace is required',
  '08': 'a trace was postponed',
}

function statusOf({ extension }: Identifier): { readonly code: string; readonly words: string } | undefined {
  const concept = extensionOf(extension, 'NHSNumberVerificationStatus')?.valueCodeableConcept
  const code = concept?.coding.find(({ code: each }) => each)?.code
  if (code === undefined) return undefined
  return { code, words: (Object.hasOwn(verificationWords, code) && verificationWords[code]) || (conceptInWords(concept) ?? code) }
}

const extensionOf = (all: readonly Extension[], name: string): Extension | undefined => all.find(({ url }) => url === ukCoreExtension + name)

/** A period goes to the end of the day, month or year that it names. */
const isOver = ({ use, period }: Pick<Identifier | HumanName, 'use' | 'period'>, today: CalendarDate): boolean =>
  use === 'old' || use === 'maiden' || (period?.end !== undefined && period.end.slice(0, today.length) < today.slice(0, period.end.length))

function nameCells({ name }: Patient, today: CalendarDate, said: Said): Cells {
  const current = name.filter((each) => !isOver(each, today) && each.use !== 'temp' && each.use !== 'anonymous')
  const main = current.find(({ use }) => use === 'official') ?? current.find(({ use, family }) => use === 'usual' && family) ?? current.find(({ family }) => family)
  const called = current.find((each) => each !== main && (each.use === 'usual' || each.use === 'nickname'))
  for (const each of name) if (each !== main && each !== called) said.notUsed(`another name${shown(nameInWords(each))}`)
  if (main === undefined) {
    if (name.length > 0) said.inDoubt('no name says which part of it is the family name')
    return {}
  }
  const [given, ...others] = main.given
  if (others.length > 0) said.notUsed(`other given names${shown(others.join(' '))}`)
  if (main.prefix.length > 1) said.notUsed(`other titles${shown(main.prefix.slice(1).join(' '))}`)
  if (!main.family && main.text) said.inDoubt(`the name “${main.text.slice(0, 100)}” is not divided into given and family name`)
  const preferred = called && (called.given[0] ?? called.text)
  return { ...cell('familyName', main.family), ...cell('givenName', given), ...cell('title', main.prefix[0]), ...cell('preferredName', preferred === given ? undefined : preferred) }
}

const nameInWords = ({ text, given, family }: HumanName): string => text ?? [...given, family].filter(Boolean).join(' ')

const cell = (field: CaseloadField, text: string | undefined): Cells => (text ? { [field]: text } : {})

function lifeCells({ gender, birthDate, deceasedBoolean, deceasedDateTime }: Patient, said: Said): Cells {
  const whole = /^\d{4}-\d{2}-\d{2}/
  if (birthDate && !whole.test(birthDate)) said.inDoubt(`the day of birth is given as ${birthDate.slice(0, 20)} only`)
  if (deceasedDateTime && !whole.test(deceasedDateTime)) said.inDoubt(`they have died; the day is given as ${deceasedDateTime.slice(0, 20)} only`)
  if (deceasedBoolean && !deceasedDateTime) said.inDoubt('they have died, and the day is not given')
  if (gender === 'other') said.inDoubt('the gender is given as “other”; ask the person, and write what they say')
  return {
    ...cell('born', birthDate && whole.test(birthDate) ? birthDate : undefined),
    ...cell('died', deceasedDateTime && whole.test(deceasedDateTime) ? deceasedDateTime.slice(0, 10) : undefined),
    ...cell('gender', gender === 'female' || gender === 'male' ? gender : undefined),
  }
}

function languageCells({ communication, extension }: Patient, said: Said): Cells {
  const ofUk = extensionOf(extension, 'NHSCommunication')?.extension ?? []
  const part = (name: string): Extension | undefined => ofUk.find(({ url }) => url === name)
  for (const { url } of extension) if (!usedExtensions.has(url)) said.notUsed(url.startsWith(ukCoreExtension) ? extensionInWords(url) : `an addition${shown(url)}`)
  const preferred = communication.find((each) => each.preferred) ?? (communication.length === 1 ? communication[0] : undefined)
  if (communication.length > 1 && !preferred) said.inDoubt('several languages are given, and none as the preferred one')
  const language = conceptInWords(part('language')?.valueCodeableConcept) ?? conceptInWords(preferred?.language)
  const interpreter = part('interpreterRequired')?.valueBoolean
  return { ...cell('language', languageName(language)), ...cell('interpreter', interpreter === undefined ? undefined : interpreter ? 'Yes' : 'No') }
}

const usedExtensions: ReadonlySet<string> = new Set(['NHSCommunication', 'NHSNumberUnavailableReason'].map((name) => ukCoreExtension + name))

/** `EthnicCategory` as `ethnic category`. */
const extensionInWords = (url: string): string => url.slice(ukCoreExtension.length).replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase().slice(0, 60)

/** `fr` as `French`; what is no code stays as it is. */
function languageName(text: string | undefined): string | undefined {
  if (!text || !/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(text)) return text
  try {
    return new Intl.DisplayNames('en-GB', { type: 'language' }).of(text) ?? text
  } catch {
    return text
  }
}

function practiceCells({ generalPractitioner }: Patient, practiceOf: (reference: FhirReference) => Practice | undefined, said: Said): Cells {
  const codes = new Set<string>()
  for (const reference of generalPractitioner) {
    const found = practiceOf(reference)
    const organisation = found?.resourceType === 'PractitionerRole' && found.organization ? (practiceOf(found.organization) ?? found) : found
    const code = odsCode(reference.identifier && [reference.identifier]) ?? odsCode(organisation?.identifier) ?? odsCode(found?.organization?.identifier && [found.organization.identifier])
    if (code) codes.add(code)
    else said.notUsed(`a GP without an ODS code${shown(reference.display ?? organisation?.name)}`)
  }
  if (codes.size > 1) said.inDoubt(`several GP practices are given (${[...codes].join(', ').slice(0, 120)}), so none was taken`)
  return codes.size === 1 ? cell('gpPractice', [...codes][0]) : {}
}

const odsCode = (identifiers: readonly Identifier[] | undefined): string | undefined => identifiers?.find(({ system, value }) => system === odsSystem && value)?.value
