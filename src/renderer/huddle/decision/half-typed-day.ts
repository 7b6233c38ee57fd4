import { format, isValid } from 'date-fns'
import type { Register } from '../../../core/doc/register.ts'
import { calendarDate, type CalendarDate } from '../../../core/model/dates.ts'
import { heldValue } from '../../../core/model/decision.ts'
import type { EntryId } from '../../../core/model/ids.ts'

/** A day that is still being typed: nobody else sees it yet. */
export interface HalfTypedDay {
  readonly day: Date
  /** What stood in the field when typing began: what a colleague writes meanwhile is not replaced unseen. */
  readonly seen: readonly EntryId[]
}

/** A year that is still being typed reads as the year 2 or 202; it is not a date yet. */
const isWhole = (day: Date): boolean => isValid(day) && day.getFullYear() >= 2000 && day.getFullYear() < 2200

/**
 * Takes in what the field holds after a key, null for an empty one: a whole day is written at once, and the field then
 * shows what stands. @returns what is half typed, to be shown until it is whole
 */
export function typeDay(register: Register<CalendarDate>, by: string, day: Date | null, half: HalfTypedDay | undefined): HalfTypedDay | undefined {
  const seen = half?.seen ?? register.seen()
  if (day && !isWhole(day)) return { day, seen }
  const standing = heldValue(register.read())
  if (day === null) {
    if (standing) register.clear(by, seen)
    return undefined
  }
  const next = calendarDate.parse(format(day, 'yyyy-MM-dd'))
  if (next !== standing) register.write(next, by, seen)
  return undefined
}
