import { addDays, eachDayOfInterval, isWeekend, parseISO, set, startOfDay } from 'date-fns'
import type { CalendarDate } from './dates.ts'

/** When the team answers: Monday to Friday, whole hours on this device's clock. */
export interface WorkingHours {
  readonly from: number
  readonly to: number
}

export const usualHours: WorkingHours = { from: 9, to: 17 }

/** Whole working hours between the opening of a day and a moment (milliseconds since 1970). */
export function workingHoursSince(day: CalendarDate, now: number, hours: WorkingHours = usualHours): number {
  const start = parseISO(day)
  if (now <= start.getTime()) return 0
  const today = startOfDay(now)
  const length = hours.to - hours.from
  const wholeDays = today > start ? eachDayOfInterval({ start, end: addDays(today, -1) }).filter((each) => !isWeekend(each)).length : 0
  const opened = set(today, { hours: hours.from }).getTime()
  const sinceOpening = isWeekend(today) ? 0 : Math.min(length, Math.max(0, Math.floor((now - opened) / 3_600_000)))
  return wholeDays * length + sinceOpening
}

/** `2 working days and 3 hours`; hours are left away once they no longer matter. */
export function workingTimeInWords(workingHours: number, hours: WorkingHours = usualHours): string {
  const length = hours.to - hours.from
  const days = Math.floor(workingHours / length)
  const rest = workingHours % length
  if (workingHours === 0) return 'Less than a working hour'
  if (days === 0) return counted(rest, 'working hour')
  return rest === 0 || days >= 5 ? counted(days, 'working day') : `${counted(days, 'working day')} and ${counted(rest, 'hour')}`
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
