import { caseloadFields, choicesFor, neededFields, type CaseloadField, type ColumnMapping } from './caseload-columns.ts'
import type { CaseloadRow } from './caseload-csv.ts'
import { nameKey, personMatcher, type Match } from './caseload-match.ts'
import { changesBetween, personFrom, type FieldChange } from './caseload-person.ts'
import { keepKey, readRow, type CellFault, type ReadingRules, type Stated } from './caseload-row.ts'
import { instantOf, type CalendarDate } from './dates.ts'
import type { RandomBytes } from './effects.ts'
import { newId, personId } from './ids.ts'
import type { Person } from './person.ts'
import { knownAreas } from './team.ts'

/** What an import will do, worked out before anything is written. */
export interface ImportPlan {
  readonly add: readonly Person[]
  readonly update: readonly Person[]
  /** Those who are updated as they were when this was worked out. */
  readonly known: readonly Person[]
  readonly unchanged: number
}

/** What becomes of one row: exactly one of four things. */
export type RowReading =
  | { readonly kind: 'add'; readonly row: CaseloadRow; readonly person: Person }
  | { readonly kind: 'update'; readonly row: CaseloadRow; readonly person: Person; readonly known: Person; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'unchanged'; readonly row: CaseloadRow; readonly person: Person }
  | { readonly kind: 'problem'; readonly row: CaseloadRow; readonly faults: readonly CellFault[]; readonly leftOut: boolean }

export interface ImportPreview {
  /** In the file's order, each row once. */
  readonly rows: readonly RowReading[]
  readonly plan: ImportPlan
}

export interface ImportRequest {
  readonly columns: readonly string[]
  readonly rows: readonly CaseloadRow[]
  readonly mapping: ColumnMapping
  /** Everybody who is on the caseload now. */
  readonly existing: readonly Person[]
  readonly today: CalendarDate
  /** Milliseconds since 1970. */
  readonly now: number
  readonly random: RandomBytes
  /** Cells that somebody has looked at, by `keepKey`. */
  readonly keepAsWritten?: ReadonlySet<string>
  /** Numbers of rows that somebody has decided not to import. */
  readonly leftOut?: ReadonlySet<number>
  /** The team's own areas, beside those that are known anyway. */
  readonly areas?: readonly string[]
}

/** Works out what an import would do with each row. Writes nothing; never throws, whatever the cells hold. */
export function previewImport(request: ImportRequest): ImportPreview {
  const { rows, existing, now, random, leftOut = new Set() } = request
  const match = personMatcher(existing)
  const rules = rulesOf(request)
  const at = instantOf(now)
  const read = rows.map((row) => (leftOut.has(row.row) ? undefined : readOne(row, rules, match)))
  complainOfDoubles(read.filter((each) => each !== undefined))

  const readings = rows.map((row, index): RowReading => {
    const one = read[index]
    if (!one) return { kind: 'problem', row, faults: [leftOutByHand(row)], leftOut: true }
    const known = one.match.kind === 'known' ? one.match.person : undefined
    const person = one.faults.length > 0 ? undefined : personFrom(one.stated, known, known?.id ?? newId(personId, random), at)
    if (!person) return { kind: 'problem', row, faults: one.faults, leftOut: false }
    if (!known) return { kind: 'add', row, person }
    const changes = changesBetween(known, person)
    return changes.length > 0 ? { kind: 'update', row, person, known, changes } : { kind: 'unchanged', row, person: known }
  })
  return { rows: readings, plan: planOf(readings) }
}

function planOf(readings: readonly RowReading[]): ImportPlan {
  return {
    add: readings.flatMap((each) => (each.kind === 'add' ? [each.person] : [])),
    update: readings.flatMap((each) => (each.kind === 'update' ? [each.person] : [])),
    known: readings.flatMap((each) => (each.kind === 'update' ? [each.known] : [])),
    unchanged: readings.filter(({ kind }) => kind === 'unchanged').length,
  }
}

function rulesOf({ columns, mapping, existing, today, keepAsWritten = new Set(), areas = [] }: ImportRequest): ReadingRules {
  const known = new Set([...knownAreas, ...areas, ...existing.map(({ area }) => area)].filter((area) => area !== ''))
  return { columns, mapping, today, keepAsWritten, areas: [...known] }
}

interface ReadRow {
  readonly row: CaseloadRow
  readonly stated: Stated
  readonly match: Match
  readonly faults: CellFault[]
  readonly complain: ReturnType<typeof readRow>['complain']
}

function readOne(row: CaseloadRow, rules: ReadingRules, matcher: ReturnType<typeof personMatcher>): ReadRow {
  const { stated, faults, complain } = readRow(row, rules)
  const { nhsNumber: number, familyName, givenName, born } = stated
  let match = matcher({ number, familyName, givenName, born })
  const known = match.kind === 'known' ? match.person : undefined
  if (known) removeFaultsThatStandAlready(faults, stated, known)

  if (match.kind === 'other-number' && rules.keepAsWritten.has(keepKey(row.row, 'nhsNumber'))) match = { kind: 'new' }
  if (match.kind === 'other-number') {
    complain('nhsNumber', 'Somebody of this name and day of birth is on the caseload with another NHS number.', 'Find out which number is right and correct it; if they are two people, keep it as written.', { mayBeKept: true })
  }
  if (match.kind === 'other-person') {
    complain('nhsNumber', 'This NHS number is on the caseload for somebody whose name or day of birth is another.', 'Find out whose number it is; correct it here, or clear it.')
  }
  if (match.kind === 'several') {
    complain('familyName', `${match.count} people on the caseload have this name and day of birth, so it is not clear who is meant.`, 'Give the NHS number.')
  }
  for (const field of neededFields) {
    if (stated[field] !== undefined || known || faults.some((each) => each.field === field)) continue
    const allowed = choicesFor(field)
    complain(field, 'Nothing is given here.', rules.mapping[field] ? 'Write what is missing.' : 'Choose the column that holds it, one step back.', allowed && { allowed })
  }
  return { row, stated, match, faults, complain }
}

/** What somebody kept as written last time is not asked again: the caseload holds it already. */
function removeFaultsThatStandAlready(faults: CellFault[], stated: Stated, known: Person): void {
  const standing = faults.filter(({ field, mayBeKept }) => mayBeKept && field && field !== 'noNumberBecause' && stated[field] === known[field])
  for (const each of standing) faults.splice(faults.indexOf(each), 1)
}

/** Two rows about one person would overwrite each other: neither is imported, and each names the other. */
function complainOfDoubles(rows: readonly ReadRow[]): void {
  const clashes = [
    groupsOf(rows, ({ stated }) => stated.nhsNumber, () => true).map((group) => ({ group, field: 'nhsNumber' as const, same: 'NHS number' })),
    groupsOf(rows, ({ match }) => (match.kind === 'known' ? match.person.id : undefined), () => true).map((group) => ({ group, field: 'familyName' as const, same: 'person' })),
    groupsOf(
      rows,
      ({ stated }) => nameKey(stated),
      (group) => group.some(({ stated }) => stated.nhsNumber === undefined),
    ).map((group) => ({ group, field: 'familyName' as const, same: 'name and day of birth' })),
  ].flat()
  const told = new Set<ReadRow>()
  for (const { group, field, same } of clashes) {
    for (const one of group) {
      if (told.has(one)) continue
      told.add(one)
      const others = group.flatMap(({ row }) => (row === one.row ? [] : [row.row]))
      one.complain(field, `The same ${same} is in ${rowsInWords(others)} too.`, 'Correct the one that is wrong, or leave one of them out.')
    }
  }
}

function groupsOf(rows: readonly ReadRow[], keyOf: (row: ReadRow) => string | undefined, counts: (group: readonly ReadRow[]) => boolean): ReadRow[][] {
  const groups = new Map<string, ReadRow[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].filter((group) => group.length > 1 && counts(group))
}

function rowsInWords(rows: readonly number[]): string {
  const shown = rows.slice(0, 5).join(', ')
  if (rows.length === 1) return `row ${shown}`
  return rows.length > 5 ? `rows ${shown} and ${rows.length - 5} more` : `rows ${shown}`
}

function leftOutByHand({ row, cells }: CaseloadRow): CellFault {
  return { row, column: caseloadFields.familyName.heading, value: cells[0] ?? '', wrong: 'You left this row out.', remedy: 'Take it in again, or import it another time.', mayBeKept: false }
}

/** The rows with one cell written anew. */
export function correctCell(rows: readonly CaseloadRow[], row: number, index: number, text: string): CaseloadRow[] {
  return rows.map((each) => (each.row === row ? { ...each, cells: each.cells.map((cell, at) => (at === index ? text : cell)) } : each))
}

export { keepKey, type CaseloadField, type CellFault }
