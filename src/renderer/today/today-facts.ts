import type { Action } from '../../core/model/action.ts'
import type { CalendarDate } from '../../core/model/dates.ts'
import { waits, type FiledOutcome } from '../../core/model/filed-outcome.ts'
import type { HuddleRecord } from '../../core/model/huddle-record.ts'
import type { Person } from '../../core/model/person.ts'
import type { StaffCard } from '../../core/model/team.ts'
import type { CaseloadView } from '../shell/routes.ts'

export interface WaitingCount {
  readonly view: CaseloadView
  readonly count: number
  readonly text: string
}

/** Whether somebody is still with the team: not moved on, not died. */
const isActive = ({ step, died }: Person): boolean => step !== 'Moved on' && died === undefined

/** Who waits for the team, counted and in words: never ordered by anything but what is waited for. */
export function whoWaits(people: readonly Person[], today: CalendarDate): WaitingCount[] {
  const active = people.filter(isActive)
  return [
    waiting('waiting', active.filter(({ step }) => step === 'Referred').length, 'for a first answer'),
    waiting('unowned', active.filter(({ keyworker }) => keyworker === '').length, 'with no keyworker yet'),
    waiting('review-due', active.filter(({ nextReview }) => nextReview !== undefined && nextReview <= today).length, 'whose review is due'),
  ]
}

const waiting = (view: CaseloadView, count: number, what: string): WaitingCount => ({
  view,
  count,
  text: `${count === 1 ? 'person' : 'people'} ${what}`,
})

export const isMine = ({ owner }: Action, { name, device }: StaffCard): boolean =>
  owner.device === undefined ? owner.name === name : owner.device === device

/** What this member has promised and not yet answered for, earliest day first. */
export function myOpenActions(actions: readonly Action[], card: StaffCard): Action[] {
  return actions.filter((action) => action.state === 'to do' && isMine(action, card)).toSorted((a, b) => (a.due < b.due ? -1 : 1))
}

/** Huddles that have begun and not been closed, newest first. */
export const openHuddles = (huddles: readonly HuddleRecord[]): HuddleRecord[] => huddles.filter(({ about }) => about.state !== 'closed')

/** How many outcomes wait to be filed, or have an answer that does, in a sentence; the same ones as the page Record shows. */
export function waitingToBeFiled(outcomes: readonly Pick<FiledOutcome, 'receipt' | 'told' | 'late'>[]): string | undefined {
  const count = outcomes.filter(waits).length
  if (count === 0) return undefined
  return `${count === 1 ? 'One outcome, or an answer to it, waits' : `${count} outcomes, or answers to them, wait`} to be filed into the record.`
}
