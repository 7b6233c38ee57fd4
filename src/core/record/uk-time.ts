import type { Instant } from '../model/dates.ts'

/**
 * `24 November 2026 at 09:50`, in UK time wherever it is written: a signed record must not depend on the time zone
 * of the machine that renders it.
 */
export const ukMoment = (moment: Instant): string => `${ukDay(moment)} at ${ukTime(moment)}`

/** `24 November 2026`, the day in the UK. */
export function ukDay(moment: Instant): string {
  const { day, month, year } = parts(moment)
  return `${day} ${month} ${year}`
}

/** `09:50`, in UK time. */
export function ukTime(moment: Instant): string {
  const { hour, minute } = parts(moment)
  return `${hour}:${minute}`
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function parts(moment: Instant): Record<'day' | 'month' | 'year' | 'hour' | 'minute', string> {
  const found = { day: '', month: '', year: '', hour: '', minute: '' }
  for (const { type, value } of format.formatToParts(new Date(moment))) {
    if (type in found) Object.assign(found, { [type]: value })
  }
  return found
}
