import { startsLikeFormula } from './caseload-csv.ts'
import { ageOn, readDay, type CalendarDate } from './dates.ts'
import { readNhsNumber, type NhsNumber } from './nhs-number.ts'
import type { SharingAgreement } from './person.ts'
import { organisationKinds } from './team.ts'

/** What one cell says: nothing, a value, or something that a person has to look at. */
export type CellReading<T> =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: T }
  | {
      readonly kind: 'fault'
      readonly wrong: string
      readonly remedy: string
      /** The value where the cell may be kept as it is written. */
      readonly asWritten?: T
      /** What may stand here, where that is a list. */
      readonly allowed?: readonly string[]
    }

const empty = { kind: 'empty' } as const
const value = <T>(read: T): CellReading<T> => ({ kind: 'value', value: read })
const fault = (wrong: string, remedy: string) => ({ kind: 'fault', wrong, remedy }) as const

export const tidied = (cell: string): string => cell.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

/** Control and direction marks, which can make a text look like another one. */
const unseen = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/u
const markup = /[<>]|&#?\w{2,8};/

/** Free text of at most `most` characters. Formulas and markup are inert here, yet worth a look. */
export function readText(cell: string, most: number): CellReading<string> {
  const text = tidied(cell)
  if (text === '') return empty
  if (unseen.test(text)) return fault('This holds characters that cannot be seen.', 'Write it again by hand.')
  if (text.length > most) return fault(`This is longer than ${most} characters.`, 'Shorten it.')
  const remedy = 'Write what it should be, or keep it as written: it will only ever be shown as text.'
  if (startsLikeFormula(cell) || startsLikeFormula(text)) return { kind: 'fault', wrong: 'This starts like a formula.', remedy, asWritten: text }
  if (markup.test(text)) return { kind: 'fault', wrong: 'This looks like part of a web page.', remedy, asWritten: text }
  return value(text)
}

export function readName(cell: string): CellReading<string> {
  const read = readText(cell, 100)
  if (read.kind !== 'value' || /\p{L}/u.test(read.value)) return read
  return { kind: 'fault', wrong: 'There is no letter in this name.', remedy: 'Write the name, or keep it as written.', asWritten: read.value }
}

const folded = (text: string): string => tidied(text).toLocaleLowerCase('en-GB')

/** One of `options`, whatever its capitals, or one of the `other` words for them. */
export function readChoice<const O extends string>(cell: string, options: readonly O[], other: Readonly<Record<string, O>> = {}): CellReading<O> {
  const text = folded(cell)
  if (text === '') return empty
  const found = options.find((option) => folded(option) === text) ?? other[text]
  if (found !== undefined) return value(found)
  return { ...fault(`“${shortened(cell)}” is not one of the words that can stand here.`, `Choose one of: ${options.join(', ')}.`), allowed: options }
}

/** One of the areas, or another that somebody has looked at. */
export function readArea(cell: string, areas: readonly string[]): CellReading<string> {
  const read = readText(cell, 120)
  if (read.kind !== 'value') return read
  const found = areas.find((area) => folded(area) === folded(read.value))
  if (found !== undefined) return value(found)
  return { kind: 'fault', wrong: `“${shortened(cell)}” is not an area that the team knows.`, remedy: `Choose one of: ${areas.join(', ')}; or keep it as written.`, asWritten: read.value, allowed: areas }
}

export function readYesNo(cell: string): CellReading<boolean> {
  const read = readChoice(cell, ['Yes', 'No'], { y: 'Yes', true: 'Yes', '1': 'Yes', n: 'No', false: 'No', '0': 'No' })
  if (read.kind === 'value') return value(read.value === 'Yes')
  return read.kind === 'empty' ? read : { ...fault(read.wrong, read.remedy), allowed: ['Yes', 'No'] }
}

export function readNumber(cell: string): CellReading<NhsNumber> {
  if (tidied(cell) === '') return empty
  const read = readNhsNumber(cell)
  switch (read.kind) {
    case 'valid':
      return value(read.number)
    case 'wrong-check-digit':
      return fault('The last digit does not fit the others, so a digit is wrong or two have changed places.', 'Check it against the person’s record; or clear it, and look it up later.')
    case 'not-ten-digits':
      return fault(
        /^\d(?:\.\d+)?e\+?\d+$/i.test(tidied(cell)) ? 'A spreadsheet has shortened this number, and its last digits are gone.' : 'An NHS number has ten digits.',
        'Write all ten digits; or clear it, and look it up later.',
      )
  }
}

const patterns = ['dd/MM/yyyy', 'd/M/yyyy', 'yyyy-MM-dd', 'dd-MMM-yyyy', 'd-MMM-yyyy', 'dd-MM-yyyy', 'dd.MM.yyyy', 'dd MMM yyyy', 'd MMM yyyy', 'd MMMM yyyy'] as const

/** A day, day before month. A midnight behind it, as databases write, is left away. */
export function readDate(cell: string): CellReading<CalendarDate> {
  const text = tidied(cell).replace(/[ T]00:00(?::00(?:\.0+)?)?Z?$/, '')
  if (text === '') return empty
  for (const pattern of patterns) {
    // Only what has the pattern's own shape is worth a full reading: 20,000 rows have 60,000 days.
    if (text.length > pattern.length + 6) continue
    const day = readDay(text, pattern) ?? (pattern.includes('MMM') ? readDay(withMonthCapital(text), pattern) : undefined)
    if (day) return value(day)
  }
  const shown = shortened(cell)
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})$/.exec(text)
  if (parts?.[3]?.length === 2) return fault(`“${shown}” does not say which century.`, 'Write the year with four digits, as in 07/06/1985.')
  if (parts && Number(parts[2]) > 12) return fault(`“${shown}” has no month ${parts[2]}; the day comes before the month.`, 'Write day, month and year, as in 07/06/1985.')
  if (parts || /^\d{4}-\d{2}-\d{2}$/.test(text)) return fault(`There is no such day as “${shown}”.`, 'Check the date and write it as in 07/06/1985.')
  return fault(`“${shown}” is not a date.`, 'Write day, month and year, as in 07/06/1985.')
}

const withMonthCapital = (text: string): string => text.replace(/[a-z]+/i, (month) => month.charAt(0).toUpperCase() + month.slice(1).toLowerCase())

export function readBirth(cell: string, today: CalendarDate): CellReading<CalendarDate> {
  const read = readDate(cell)
  if (read.kind !== 'value') return read
  if (read.value > today) return fault('This day of birth is in the future.', 'Check the date and write it as in 07/06/1985.')
  if (ageOn(read.value, today) > 125) return fault('This day of birth is more than 125 years ago.', 'Check the date and write it as in 07/06/1985.')
  return read
}

export function readDeath(cell: string, today: CalendarDate): CellReading<CalendarDate> {
  const read = readDate(cell)
  return read.kind === 'value' && read.value > today ? fault('This day of death is in the future.', 'Check the date; clear it if the person is alive.') : read
}

/** Somebody whose referral is still to come would have waited for a time that never grows. */
export function readReferral(cell: string, today: CalendarDate): CellReading<CalendarDate> {
  const read = readDate(cell)
  return read.kind === 'value' && read.value > today ? fault('This day of referral is in the future.', 'Check the date and write it as in 07/06/2025.') : read
}

/** `NHS; Council`, `Declined` or `Not yet asked`. */
export function readAgreement(cell: string): CellReading<SharingAgreement> {
  const text = folded(cell)
  if (text === '') return empty
  if (['declined', 'not agreed', 'no', 'refused', 'has not agreed'].includes(text)) return value({ kind: 'declined' })
  if (['not yet asked', 'not asked', 'unknown'].includes(text)) return value({ kind: 'not-asked' })
  const asked = text.split(/\s*[;,/+]\s*/).filter((part) => part !== '')
  const kinds = organisationKinds.filter((kind) => asked.includes(folded(kind)))
  const unknown = asked.find((part) => !organisationKinds.some((kind) => folded(kind) === part))
  if (unknown === undefined && kinds.length > 0) return value({ kind: 'agreed', with: kinds })
  return fault(
    `“${shortened(unknown ?? cell)}” is not a kind of organisation, so who may see this person is not clear.`,
    `Write “Declined”, “Not yet asked”, or one or more of ${organisationKinds.join('; ')}.`,
  )
}

function shortened(cell: string): string {
  const text = tidied(cell)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
