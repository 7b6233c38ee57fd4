import { calendarDate, instant, type CalendarDate, type Instant } from './dates.ts'
import { serviceLimits, webAddress } from './service.ts'

/** Something in a file that cannot stand as it is. */
export interface EntryProblem {
  /** `Entry 14: minimum_age`: the entry counted from 1, and its field; the file first, where there are several. */
  readonly place: string
  /** What the entry is called; empty where it has no name. */
  readonly name: string
  readonly wrong: string
  readonly remedy: string
  /** Whether the whole entry stays out, or comes in without what is wrong. */
  readonly out: boolean
}

export type Raw = Readonly<Record<string, unknown>>
export const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
/** What a file itself says under these keys: nothing that every object has. */
export const within = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((outer, key) => (isRaw(outer) && Object.hasOwn(outer, key) ? outer[key] : undefined), value)

/** Control and direction marks, which can make a text look like another one. */
const unseen = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/gu

const cleaned = (value: string): string =>
  value
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll('\t', ' ').replaceAll(unseen, '').trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** A text or a number as one line; empty for anything else. */
export const plain = (value: unknown): string =>
  typeof value === 'string' ? cleaned(value).replaceAll(/\s+/g, ' ').trim() : typeof value === 'number' && Number.isFinite(value) ? String(value) : ''

/** Reads the fields of one entry, and tells what is wrong with them: nothing is left out without a word. */
export interface FieldReader {
  tell(field: string, wrong: string, remedy: string, out?: boolean): void
  /** In one line. */
  line(field: string, value: unknown, most?: number): string
  /** With its line ends. */
  text(field: string): string
  list(field: string, value: unknown): readonly unknown[]
  /** Each once, without empty ones. */
  lines(field: string, values: readonly unknown[]): string[]
  unique<T>(field: string, values: readonly T[], keyOf: (value: T) => string): T[]
  years(field: string): number | undefined
  day(field: string): CalendarDate | undefined
  moment(field: string): Instant | undefined
  address(field: string, value: unknown): string | undefined
  readonly problems: readonly EntryProblem[]
}

const mendIt = 'Ask whoever keeps the directory to mend it.'

/** Characters of an address that are looked at where it is too long. */
const longestGlance = serviceLimits.address + 1

/** Of each kind once, and no more than this of one entry. */
const mostTold = 20

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ''

export function fieldReader(raw: unknown, place: string, today: CalendarDate): FieldReader {
  const problems: EntryProblem[] = []
  const told = new Set<string>()
  const name = plain(within(raw, 'name')).slice(0, serviceLimits.name)

  function tell(field: string, wrong: string, remedy: string, out = false): void {
    const where = field === '' ? place : `${place}: ${field}`
    if (told.has(`${where}\n${wrong}`) || told.size >= mostTold) return
    told.add(`${where}\n${wrong}`)
    problems.push({ place: where, name, wrong, remedy, out })
  }
  function bounded(field: string, value: string, most: number): string {
    if (value.length <= most) return value
    tell(field, `This is longer than ${most.toLocaleString('en-GB')} characters, so it is shortened.`, 'Read the whole of it in its directory.')
    // Half of a pair of surrogates is no character.
    return `${value.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`
  }
  function line(field: string, value: unknown, most: number = serviceLimits.line): string {
    if (typeof value !== 'string' && typeof value !== 'number' && !isMissing(value)) tell(field, 'This is no text, so it is left out.', mendIt)
    return bounded(field, plain(value), most)
  }
  function unique<T>(field: string, values: readonly T[], keyOf: (value: T) => string): T[] {
    const kept = new Map<string, T>()
    for (const value of values) if (!kept.has(keyOf(value))) kept.set(keyOf(value), value)
    if (kept.size > serviceLimits.list) tell(field, `There are more than ${serviceLimits.list} of these; the first ${serviceLimits.list} come in.`, 'Read the others in its directory.')
    return [...kept.values()].slice(0, serviceLimits.list)
  }
  function day(field: string): CalendarDate | undefined {
    const value = within(raw, field)
    if (isMissing(value)) return undefined
    const read = typeof value === 'string' ? calendarDate.safeParse(value.slice(0, 10)).data : undefined
    if (read && read <= today) return read
    tell(field, read ? 'This day has not come yet, so it is left out.' : 'This is no day that there is, so it is left out.', 'Do not rely on how old the entry seems.')
    return undefined
  }

  return {
    problems,
    tell,
    line,
    unique,
    day,
    text(field) {
      const value = within(raw, field)
      if (typeof value === 'string') return bounded(field, cleaned(value), serviceLimits.text)
      return line(field, value)
    },
    list(field, value) {
      if (Array.isArray(value)) return value
      if (!isMissing(value)) tell(field, 'This is no list, so it is left out.', mendIt)
      return []
    },
    lines: (field, values) => unique(field, values.map((value) => line(field, value)).filter((value) => value !== ''), (value) => value.toLocaleLowerCase('en-GB')),
    years(field) {
      const value = within(raw, field)
      if (isMissing(value)) return undefined
      if (typeof value === 'number' && value >= 0 && value <= serviceLimits.age) return value
      tell(field, 'This is no age in years, so it is left out.', 'Ask the service whom it is for.')
      return undefined
    },
    moment(field) {
      const on = day(field)
      if (!on) return undefined
      const at = Date.parse(plain(within(raw, field)))
      return instant.safeParse(Number.isNaN(at) ? `${on}T00:00:00.000Z` : new Date(at).toISOString()).data
    },
    address(field, value) {
      const given = line(field, typeof value === 'string' ? value.slice(0, longestGlance) : value, longestGlance)
      if (given === '') return undefined
      // One that was shortened would be another address.
      const read = typeof value === 'string' && value.length <= serviceLimits.address ? webAddress.safeParse(given).data : undefined
      if (read === undefined) tell(field, `“${given.slice(0, 60)}” is not an address of at most ${serviceLimits.address} characters that starts with http:// or https://, so it is left out.`, 'Look the service up by its name.')
      return read
    },
  }
}
