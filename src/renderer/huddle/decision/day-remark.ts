import type { CalendarDate } from '../../../core/model/dates.ts'

/** Where a day is to lie, seen from today: what is promised lies ahead, what has been done behind. Today itself is both. */
export type DayLies = 'ahead' | 'behind'

/** What is said under a day that lies elsewhere: it may be meant, and may be a slip in the year. */
export function dayRemark(day: CalendarDate | undefined, lies: DayLies, today: CalendarDate): string | undefined {
  if (day === undefined) return undefined
  if (lies === 'ahead' && day < today) return 'This day has passed.'
  if (lies === 'behind' && day > today) return 'This day has not come yet.'
  return undefined
}
