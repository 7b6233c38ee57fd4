import { readAgreement, readArea, readBirth, readChoice, readDate, readDeath, readName, readNumber, readReferral, readText, readYesNo, type CellReading } from './caseload-cells.ts'
import { caseloadFields, type CaseloadField, type ColumnMapping } from './caseload-columns.ts'
import type { CaseloadRow } from './caseload-csv.ts'
import type { CalendarDate } from './dates.ts'
import { contactPreferences, genders, nhsNumberAbsences, pathwaySteps, referralRoutes, referralSources } from './person.ts'

/** One thing in one row that a person has to look at before the row can be imported. */
export interface CellFault {
  /** As a spreadsheet numbers it. */
  readonly row: number
  /** The file's own heading; ours where no column holds the field. */
  readonly column: string
  /** The column's place from 0, where there is one to correct. */
  readonly index?: number
  readonly field?: CaseloadField
  readonly value: string
  readonly wrong: string
  readonly remedy: string
  readonly mayBeKept: boolean
  readonly allowed?: readonly string[]
}

/** Names a cell that somebody has decided to keep as it is written. */
export const keepKey = (row: number, field: CaseloadField): string => `${row}:${field}`

export interface ReadingRules {
  readonly columns: readonly string[]
  readonly mapping: ColumnMapping
  readonly areas: readonly string[]
  readonly today: CalendarDate
  readonly keepAsWritten: ReadonlySet<string>
}

type Stated = ReturnType<typeof readRow>['stated']
export type { Stated }

/** Everything that one row states, and what is wrong with it. A fault that may be kept states its value as well. */
export function readRow(row: CaseloadRow, { columns, mapping, areas, today, keepAsWritten }: ReadingRules) {
  const faults: CellFault[] = []

  function textOf(field: CaseloadField): string {
    const source = mapping[field]
    if (!source) return ''
    return source.kind === 'always' ? source.text : (row.cells[source.index] ?? '')
  }

  function complain(field: CaseloadField, wrong: string, remedy: string, more: { readonly mayBeKept?: boolean; readonly allowed?: readonly string[] } = {}): void {
    const source = mapping[field]
    const index = source?.kind === 'column' ? source.index : undefined
    faults.push({
      row: row.row,
      column: (index === undefined ? undefined : columns[index]) ?? caseloadFields[field].heading,
      ...(index !== undefined && { index }),
      field,
      value: textOf(field),
      wrong,
      remedy,
      mayBeKept: more.mayBeKept ?? false,
      ...(more.allowed && { allowed: more.allowed }),
    })
  }

  function take<T>(field: CaseloadField, read: (cell: string) => CellReading<T>): T | undefined {
    const reading = read(textOf(field))
    if (reading.kind === 'empty') return undefined
    if (reading.kind === 'value') return reading.value
    const mayBeKept = reading.asWritten !== undefined
    if (mayBeKept && keepAsWritten.has(keepKey(row.row, field))) return reading.asWritten
    complain(field, reading.wrong, reading.remedy, { mayBeKept, ...(reading.allowed && { allowed: reading.allowed }) })
    return reading.asWritten
  }

  const stated = {
    nhsNumber: take('nhsNumber', readNumber),
    noNumberBecause: take('noNumberBecause', (cell) => readChoice(cell, nhsNumberAbsences)),
    familyName: take('familyName', readName),
    givenName: take('givenName', readName),
    preferredName: take('preferredName', (cell) => readText(cell, 100)),
    title: take('title', (cell) => readText(cell, 20)),
    born: take('born', (cell) => readBirth(cell, today)),
    died: take('died', (cell) => readDeath(cell, today)),
    gender: take('gender', (cell) =>
      readChoice(cell, genders, { f: 'Female', m: 'Male', woman: 'Female', man: 'Male', 'non binary': 'Non-binary', nonbinary: 'Non-binary', 'not known': 'Not stated', unknown: 'Not stated' }),
    ),
    pronouns: take('pronouns', (cell) => readText(cell, 30)),
    gpPractice: take('gpPractice', (cell) => readText(cell, 20)),
    area: take('area', (cell) => readArea(cell, areas)),
    referredOn: take('referredOn', (cell) => readReferral(cell, today)),
    referralSource: take('referralSource', (cell) => readChoice(cell, referralSources)),
    referralRoute: take('referralRoute', (cell) => readChoice(cell, referralRoutes)),
    step: take('step', (cell) => readChoice(cell, pathwaySteps)),
    keyworker: take('keyworker', (cell) => readText(cell, 120)),
    contactPreference: take('contactPreference', (cell) => readChoice(cell, contactPreferences, { text: 'Text first', 'face-to-face': 'Face to face' })),
    language: take('language', (cell) => readText(cell, 60)),
    interpreter: take('interpreter', readYesNo),
    agreement: take('agreement', readAgreement),
    nextReview: take('nextReview', readDate),
  } satisfies Record<CaseloadField, unknown>

  if (stated.born && stated.died && stated.died < stated.born) complain('died', 'The day of death is before the day of birth.', 'Check both dates.')
  if (stated.born && stated.referredOn && stated.referredOn < stated.born) complain('referredOn', 'The referral is before the day of birth.', 'Check both dates.')

  return { stated, faults, complain }
}
