import { addDays, differenceInYears, format, isValid, parse, parseISO } from 'date-fns'
import { z } from 'zod'

/** A day with no time and no zone, as yyyy-mm-dd. */
export const calendarDate = z.iso.date('a day that exists').brand<'CalendarDate'>()
export type CalendarDate = z.infer<typeof calendarDate>

/** A moment in UTC, as ISO 8601 with milliseconds and a Z. */
export const instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>()
export type Instant = z.infer<typeof instant>

export function instantOf(milliseconds: number): Instant {
  return instant.parse(new Date(milliseconds).toISOString())
}

/** The moment itself, or the one just after `earlier` where it is not later than that: the clock that told the earlier one may be ahead. */
export function instantAfter(milliseconds: number, earlier: Instant | undefined): Instant {
  const next = earlier === undefined ? milliseconds : Date.parse(earlier) + 1
  return instantOf(Math.max(milliseconds, Math.min(next, lastMoment)))
}
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z')

/** The local calendar day of a moment. */
export function dayOf(milliseconds: number): CalendarDate {
  return calendarDate.parse(format(milliseconds, 'yyyy-MM-dd'))
}

/** The day that `text` names in the form `pattern` (date-fns), or undefined where there is no such day. */
export function readDay(text: string, pattern: string): CalendarDate | undefined {
  const day = parse(text, pattern, new Date(2000, 0, 1))
  if (!isValid(day) || format(day, pattern) !== text) return undefined
  const parsed = calendarDate.safeParse(format(day, 'yyyy-MM-dd'))
  return parsed.success ? parsed.data : undefined
}

/** `07-Jun-1985`: how staff screens write a day. */
export const clinicalDate = (day: CalendarDate): string => format(parseISO(day), 'dd-MMM-yyyy')

/** `7 June 1985`: for the accessible name, and for anything that the person reads. */
export const plainDate = (day: CalendarDate): string => format(parseISO(day), 'd MMMM yyyy')

/** `09:41`, on this device's clock. */
export const clockTime = (moment: Instant): string => format(parseISO(moment), 'HH:mm')

/** `09:41:07`, on this device's clock. */
export const clockTimeWithSeconds = (moment: Instant): string => format(parseISO(moment), 'HH:mm:ss')

/** `22-Nov-2026 09:41`, on this device's clock. */
export const clinicalDateTime = (moment: Instant): string => format(parseISO(moment), 'dd-MMM-yyyy HH:mm')

/** The calendar day so many days after the day of a moment; before it where `days` is negative. */
export const dayAfter = (milliseconds: number, days: number): CalendarDate => dayOf(addDays(milliseconds, days).getTime())

export function ageOn(born: CalendarDate, day: CalendarDate): number {
  return differenceInYears(parseISO(day), parseISO(born))
}
