import { addYears, differenceInCalendarDays, differenceInMonths, differenceInYears, format, parseISO } from 'date-fns'
import { calendarDate, dayOf, type CalendarDate } from './dates.ts'
import type { Service, ServiceContact } from './service.ts'

type Dated = Pick<Service, 'changedAt' | 'checkedOn'>

/** The day on which somebody last looked at an entry: when it was changed or checked, whichever came later. */
export function lastLookedAt({ changedAt, checkedOn }: Dated): CalendarDate | undefined {
  const changedOn = changedAt && dayOf(Date.parse(changedAt))
  return changedOn && checkedOn ? (changedOn > checkedOn ? changedOn : checkedOn) : (changedOn ?? checkedOn)
}

/** Nobody has looked at it for more than a year, or nobody says when. */
export function isStale(entry: Dated, today: CalendarDate): boolean {
  const day = lastLookedAt(entry)
  return day === undefined || calendarDate.parse(format(addYears(parseISO(day), 1), 'yyyy-MM-dd')) < today
}

/** `today`, `5 days ago`, `3 weeks ago`, `4 months ago`, `over 2 years ago`. */
export function agoInWords(day: CalendarDate, today: CalendarDate): string {
  const [then, now] = [parseISO(day), parseISO(today)]
  const days = differenceInCalendarDays(now, then)
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  if (days < 14) return `${days} days ago`
  const months = differenceInMonths(now, then)
  if (months < 2) return `${Math.floor(days / 7)} weeks ago`
  const years = differenceInYears(now, then)
  if (years < 1) return `${months} months ago`
  const over = addYears(then, years) < now ? 'over ' : ''
  return years === 1 ? `${over}a year ago` : `${over}${years} years ago`
}

/** How old an entry is, in a few words for a list. */
export function ageInWords(entry: Dated, today: CalendarDate): string {
  const day = lastLookedAt(entry)
  return day === undefined ? 'Nobody says' : upperFirst(agoInWords(day, today))
}

const upperFirst = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** What keeps somebody from being introduced there without a second look; an empty text where nothing does. */
export function standingInWords({ state, notListedSince }: Pick<Service, 'state' | 'notListedSince'>): string {
  if (state === 'temporarily closed') return 'Closed for now'
  if (state !== 'active') return 'No longer running'
  return notListedSince ? 'No longer listed' : ''
}

/** `18 to 64`, `65 and over`, `Up to 25`, `Any age`. */
export function agesInWords({ youngest = 0, oldest }: Pick<Service, 'youngest' | 'oldest'>): string {
  if (oldest === undefined) return youngest > 0 ? `${youngest} and over` : 'Any age'
  return youngest > 0 ? `${youngest} to ${oldest}` : `Up to ${oldest}`
}

/** The ways to reach it that fit into a line. */
export function reachInWords({ contacts, url }: Pick<Service, 'contacts' | 'url'>): string {
  const first = (kind: ServiceContact['kind']): string | undefined => contacts.find((each) => each.kind === kind)?.value
  const ways = [first('phone'), first('email')].filter((way) => way !== undefined)
  return (ways.length > 0 ? ways : [url ?? first('place')].filter((way) => way !== undefined)).join(', ')
}

/** What an action says that introduces somebody to a service: at most 1,500 characters. */
export function introductionText(service: Pick<Service, 'name' | 'organisation' | 'contacts' | 'url'>): string {
  const { name, organisation } = service
  const of = organisation !== '' && organisation !== name ? `, run by ${organisation}` : ''
  const reach = reachInWords(service)
  return `Warm introduction to ${name}${of}${reach === '' ? '' : `: ${reach}`}`
}
