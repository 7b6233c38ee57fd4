import { clinicalDate, plainDate, type CalendarDate } from '../../core/model/dates.ts'

/** `25-Nov-2026` to look at, `25 November 2026` to listen to. */
export function DayText({ day }: { readonly day: CalendarDate }) {
  return (
    <time dateTime={day}>
      <span aria-hidden>{clinicalDate(day)}</span>
      <span className="visually-hidden">{plainDate(day)}</span>
    </time>
  )
}
