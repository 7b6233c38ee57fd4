import { differenceInCalendarDays, parseISO } from 'date-fns'
import type { Action } from '../../core/model/action.ts'
import type { CalendarDate } from '../../core/model/dates.ts'
import type { StaffCard } from '../../core/model/team.ts'
import { isMine } from '../today/today-facts.ts'

export const actionFilters = ['mine', 'open', 'done', 'all'] as const
export type ActionFilter = (typeof actionFilters)[number]

export const actionFilterNames = {
  mine: 'Mine',
  open: 'To do',
  done: 'Answered',
  all: 'All',
} as const satisfies Record<ActionFilter, string>

export function filterActions(actions: readonly Action[], filter: ActionFilter, card: StaffCard): readonly Action[] {
  switch (filter) {
    case 'mine':
      return actions.filter((action) => action.state === 'to do' && isMine(action, card))
    case 'open':
      return actions.filter(({ state }) => state === 'to do')
    case 'done':
      return actions.filter(({ state }) => state !== 'to do').toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    case 'all':
      return actions
  }
}

/** `in 3 days`, `today`, `2 days ago`: how far its day is, for an action that is still to do. */
export function dueInWords({ due, state }: Action, today: CalendarDate): string {
  if (state !== 'to do') return ''
  const days = differenceInCalendarDays(parseISO(due), parseISO(today))
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days > 1) return `in ${days} days`
  return days === -1 ? 'a day overdue' : `${-days} days overdue`
}
