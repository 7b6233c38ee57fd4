import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { guessMapping, type ColumnMapping } from '../../../src/core/model/caseload-columns.ts'
import { readCaseload, type CaseloadFile } from '../../../src/core/model/caseload-csv.ts'
import { previewImport, type ImportPreview, type ImportRequest } from '../../../src/core/model/caseload-import.ts'
import { calendarDate } from '../../../src/core/model/dates.ts'
import type { Person } from '../../../src/core/model/person.ts'

export const today = calendarDate.parse('2026-11-24')
export const now = Date.UTC(2026, 10, 24, 9)

/** A random source that never repeats itself within a test, and is the same in every run. */
export function countingRandom(): (length: number) => Uint8Array {
  let count = 0
  return (length) => {
    count += 1
    const bytes = new Uint8Array(length)
    new DataView(bytes.buffer).setUint32(length - 4, count)
    return bytes
  }
}

export const fixture = (name: string): Uint8Array => readFileSync(resolve(import.meta.dirname, '../../fixtures/caseload', name))

/** A table of our own headings, from a row given as an object. */
const base = {
  'NHS Number': '9990000018',
  'Family Name': 'Osei',
  'Given Name': 'Declan',
  'Date of Birth': '07/06/1985',
  'Referral Date': '02/11/2026',
  'Referral Source': 'GP',
  'Referral Route': 'Phone',
  Status: 'Referred',
  'Contact Preference': 'Phone',
  Area: 'West Leeds',
}
export type Cells = Readonly<Record<string, string>>

export function table(...rows: readonly Cells[]): CaseloadFile {
  const columns = [...new Set([...Object.keys(base), ...rows.flatMap((row) => Object.keys(row))])]
  const all: readonly Cells[] = rows.map((row) => ({ ...base, ...row }))
  return { columns, encoding: 'UTF-8', rows: all.map((row, index) => ({ row: index + 2, cells: columns.map((column) => row[column] ?? '') })) }
}

interface Options extends Partial<Pick<ImportRequest, 'keepAsWritten' | 'leftOut' | 'areas'>> {
  readonly existing?: readonly Person[]
  readonly mapping?: ColumnMapping
}

export function preview({ columns, rows }: Pick<CaseloadFile, 'columns' | 'rows'>, { existing = [], mapping, ...more }: Options = {}): ImportPreview {
  return previewImport({ columns, rows, mapping: mapping ?? guessMapping(columns), existing, today, now, random: idsAfter(existing), ...more })
}

/** Ids that nobody on the caseload has yet. */
function idsAfter(existing: readonly Person[]): (length: number) => Uint8Array {
  const random = countingRandom()
  for (let used = 0; used < existing.length; used += 1) random(16)
  return random
}

/** The caseload after the plan has been carried out. */
export function afterImport(existing: readonly Person[], { plan }: ImportPreview): Person[] {
  const byId = new Map(existing.map((person) => [person.id, person]))
  for (const person of [...plan.add, ...plan.update]) byId.set(person.id, person)
  return [...byId.values()]
}

export const readFixture = (name: string): CaseloadFile => readCaseload(fixture(name))
