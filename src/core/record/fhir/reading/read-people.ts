import { z } from 'zod'
import { caseloadFieldNames, caseloadFields } from '../../../model/caseload-columns.ts'
import type { CaseloadFile } from '../../../model/caseload-csv.ts'
import type { CalendarDate } from '../../../model/dates.ts'
import { fhirLimits, notFhir, readFhirJson, tooLarge } from './fhir-json.ts'
import { patient as patientParser, practice as practiceParser, type FhirReference, type Practice } from './patient.ts'
import { personRow, type PersonRow } from './person-row.ts'

/** What a FHIR file says of one person beside the row that it gives, by the row's number. */
export type FhirPerson = Pick<PersonRow, 'notUsed' | 'inDoubt'> & { readonly row: number }

export interface FhirFile {
  /** A row for each Patient, under the caseload's own headings: it is judged and matched as every other extract. */
  readonly table: CaseloadFile
  readonly people: readonly FhirPerson[]
  /** Every kind of resource that is not used, with how many there are. */
  readonly others: readonly { readonly type: string; readonly count: number }[]
}

type AnyResource = Readonly<Record<string, unknown>> & { readonly resourceType: string }
const typed = z.object({ resourceType: z.string().min(1).max(100) })
/** As it stands, whatever its fields are called: a copy would lose the ones that have a meaning to JavaScript. */
const resource = z.custom<AnyResource>((value) => typed.safeParse(value).success, 'a FHIR resource')
const bundle = z.object({ entry: z.array(z.unknown()).default([]) })
const entry = z.object({ fullUrl: z.string().max(2000).optional().catch(undefined), resource })

interface Entry {
  readonly fullUrl: string | undefined
  readonly resource: AnyResource
}

/**
 * The people in a FHIR R4 Bundle or Patient (JSON), as rows of a caseload.
 *
 * @param today tells which names and numbers are over
 * @throws {ProblemError} `fhir-too-large`, `fhir-not-json`, `fhir-no-people`.
 */
export function readFhirPeople(bytes: Uint8Array, today: CalendarDate): FhirFile {
  const { entries, strangers } = entriesOf(readFhirJson(bytes))
  const patients = entries.filter(({ resource: { resourceType } }) => resourceType === 'Patient')
  if (patients.length === 0) throw notFhir(`There is no person in this file${inBrackets(entries)}.`)
  if (patients.length > fhirLimits.people) throw tooLarge()
  const practiceOf = practiceFinder(entries)
  const rows = patients.map(({ resource: raw }) => {
    const read = patientParser.parse(raw)
    const contained = practiceFinder(read.contained.flatMap((each) => resourceIn(each).map((inner) => ({ fullUrl: undefined, resource: inner }))))
    return personRow(raw, read, today, (reference) => (reference.reference?.startsWith('#') ? contained({ ...reference, reference: reference.reference.slice(1) }) : practiceOf(reference)))
  })
  return {
    table: {
      columns: caseloadFieldNames.map((field) => caseloadFields[field].heading),
      rows: rows.map(({ cells }, index) => ({ row: index + 1, cells: caseloadFieldNames.map((field) => cells[field] ?? '') })),
      encoding: 'UTF-8',
    },
    people: rows.map(({ notUsed, inDoubt }, index) => ({ row: index + 1, notUsed: [...new Set(notUsed)], inDoubt })),
    others: [...countedTypes(entries), ...(strangers > 0 ? [{ type: 'something that is no FHIR resource', count: strangers }] : [])],
  }
}

function entriesOf(value: unknown): { readonly entries: readonly Entry[]; readonly strangers: number } {
  const parsed = resource.safeParse(value)
  if (!parsed.success) throw notFhir('This JSON file is not FHIR: it does not say what kind of resource it is.')
  if (parsed.data.resourceType !== 'Bundle') return { entries: [{ fullUrl: undefined, resource: parsed.data }], strangers: 0 }
  const held = bundle.safeParse(parsed.data)
  if (!held.success) throw notFhir('This FHIR Bundle has no list of entries.')
  const entries = held.data.entry.flatMap((each): Entry[] => {
    const one = entry.safeParse(each)
    return one.success ? [{ fullUrl: one.data.fullUrl, resource: one.data.resource }] : []
  })
  return { entries, strangers: held.data.entry.length - entries.length }
}

const resourceIn = (value: unknown): AnyResource[] => {
  const parsed = resource.safeParse(value)
  return parsed.success ? [parsed.data] : []
}

function countedTypes(entries: readonly Entry[]): { type: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { resource: { resourceType } } of entries) if (resourceType !== 'Patient') counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1)
  return [...counts].map(([type, count]) => ({ type, count })).toSorted((a, b) => (a.type < b.type ? -1 : 1))
}

const inBrackets = (entries: readonly Entry[]): string => {
  const types = countedTypes(entries).slice(0, 5).map(({ type }) => type)
  return types.length > 0 ? `: it holds ${types.join(', ')}` : ''
}

/** By full address, or by kind and id. */
function practiceFinder(entries: readonly Entry[]): (reference: FhirReference) => Practice | undefined {
  const known = new Map<string, Practice>()
  for (const { fullUrl, resource: raw } of entries) {
    const parsed = practiceParser.safeParse(raw)
    if (!parsed.success) continue
    const { id, resourceType } = parsed.data
    for (const address of [fullUrl, id, id && `${resourceType}/${id}`]) if (address) known.set(address, parsed.data)
  }
  return ({ reference }) => (reference === undefined ? undefined : known.get(reference))
}
