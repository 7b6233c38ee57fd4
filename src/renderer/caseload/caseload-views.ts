import type { CalendarDate } from '../../core/model/dates.ts'
import type { AgendaItem } from '../../core/model/huddle.ts'
import type { Person } from '../../core/model/person.ts'
import type { CaseloadView } from '../shell/routes.ts'

export const viewNames = {
  everyone: 'Everyone',
  mine: 'Mine',
  unowned: 'No keyworker',
  'review-due': 'Review due',
  waiting: 'Waiting for a first answer',
  'moved-on': 'Moved on',
} as const satisfies Record<CaseloadView, string>

/** What an empty view means, in a sentence. */
export const emptyViews = {
  everyone: 'Nobody is on the caseload yet.',
  mine: 'You are nobody’s keyworker at the moment.',
  unowned: 'Everybody has a keyworker.',
  'review-due': 'No review is due today or earlier.',
  waiting: 'Everybody has had a first answer.',
  'moved-on': 'Nobody has moved on yet. Whoever does can come back at any time.',
} as const satisfies Record<CaseloadView, string>

/** Still with the team: whoever has moved on or died waits for nothing. */
const isActive = ({ step, died }: Person): boolean => step !== 'Moved on' && died === undefined

export function isInView(person: Person, view: CaseloadView, today: CalendarDate, myName: string): boolean {
  switch (view) {
    case 'everyone':
      return true
    case 'mine':
      return isActive(person) && person.keyworker === myName
    case 'unowned':
      return isActive(person) && person.keyworker === ''
    case 'review-due':
      return isActive(person) && person.nextReview !== undefined && person.nextReview <= today
    case 'waiting':
      return isActive(person) && person.step === 'Referred'
    case 'moved-on':
      return person.step === 'Moved on'
  }
}

/** Why somebody chosen from the caseload comes to a huddle. */
export function agendaReasonFor(person: Person, today: CalendarDate): AgendaItem['reason'] {
  if (isInView(person, 'waiting', today, '')) return 'New referral'
  if (isInView(person, 'review-due', today, '')) return 'Review due'
  return isInView(person, 'unowned', today, '') ? 'No keyworker yet' : 'Raised by a member'
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en-GB')

const searchable = new WeakMap<Person, string>()

function textOf(person: Person): string {
  const known = searchable.get(person)
  if (known !== undefined) return known
  const text = folded(`${person.givenName} ${person.familyName} ${person.preferredName} ${person.nhsNumber.kind === 'known' ? person.nhsNumber.number : ''}`)
  searchable.set(person, text)
  return text
}

/** People of whom every asked word is part of a name, or all digits part of the NHS number, however they are spaced. */
export function searchPeople(people: readonly Person[], asked: string): readonly Person[] {
  const words = /^[\d\s-]+$/.test(asked.trim()) ? [asked.replaceAll(/\D/g, '')] : folded(asked).split(/\s+/)
  const wanted = words.filter((word) => word !== '')
  return wanted.length === 0 ? people : people.filter((person) => wanted.every((word) => textOf(person).includes(word)))
}
