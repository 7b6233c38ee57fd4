import { caseloadFieldNames, caseloadFields, type CaseloadField } from './caseload-columns.ts'
import { writeCsv } from './caseload-csv.ts'
import type { RowReading } from './caseload-import.ts'
import type { CalendarDate } from './dates.ts'
import type { Person, SharingAgreement } from './person.ts'

export const whatToDo = 'What to do'

/** These people as CSV under our own headings, which an import reads back to the same people. Formulas are kept as text. */
export function caseloadCsv(people: readonly Person[]): string {
  const headings = caseloadFieldNames.map((field) => caseloadFields[field].heading)
  return writeCsv([headings, ...people.map((person) => caseloadFieldNames.map((field) => cellOf(person, field)))])
}

/**
 * The rows that could not be imported, every cell as it is, with a last column that says what to do. Imported again
 * once corrected, that column is left aside.
 */
export function problemRowsCsv(columns: readonly string[], rows: readonly RowReading[]): string {
  const keptColumns = columns.flatMap((name, index) => (name === whatToDo ? [] : [{ name, index }]))
  const problems = rows.filter((each) => each.kind === 'problem')
  return writeCsv([
    [...keptColumns.map(({ name }) => name), whatToDo],
    ...problems.map(({ row, faults }) => [
      ...keptColumns.map(({ index }) => row.cells[index] ?? ''),
      faults.map(({ column, wrong, remedy }) => `${column}: ${wrong} ${remedy}`).join(' '),
    ]),
  ])
}

function cellOf(person: Person, field: CaseloadField): string {
  switch (field) {
    case 'nhsNumber':
      return person.nhsNumber.kind === 'known' ? person.nhsNumber.number : ''
    case 'noNumberBecause':
      return person.nhsNumber.kind === 'absent' ? person.nhsNumber.reason : ''
    case 'born':
    case 'died':
    case 'referredOn':
    case 'nextReview':
      return slashed(person[field])
    case 'interpreter':
      return person.interpreter ? 'Yes' : 'No'
    case 'agreement':
      return agreementCell(person.agreement)
    default:
      return person[field]
  }
}

/** `07/06/1985`: how record systems and spreadsheets in the United Kingdom write a day. */
const slashed = (day: CalendarDate | undefined): string => (day ? day.split('-').toReversed().join('/') : '')

function agreementCell(agreement: SharingAgreement): string {
  switch (agreement.kind) {
    case 'agreed':
      return agreement.with.join('; ')
    case 'declined':
      return 'Declined'
    case 'not-asked':
      return 'Not yet asked'
  }
}
