import type { HuddleDoc } from '../doc/huddle-doc.ts'
import type { Discussion } from '../doc/discussion.ts'
import type { PersonDoc } from '../doc/person-doc.ts'
import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import { mostItems, type AgendaItem } from '../model/huddle.ts'
import { itemId, newId, type ItemId, type PersonId } from '../model/ids.ts'
import { personInitials, type Person } from '../model/person.ts'
import { ProblemError } from '../model/problem.ts'

const usualMinutes = 10

/** The agenda item that brings a person to a huddle, after everything that is on the agenda already. */
export function agendaItemFor(person: Person, reason: AgendaItem['reason'], broughtBy: string, after: number, effects: Effects): AgendaItem {
  return {
    id: newId(itemId, effects.random),
    personId: person.id,
    initials: personInitials(person),
    reason,
    minutes: usualMinutes,
    broughtBy,
    state: 'waiting',
    order: after + 1,
  }
}

/** @throws {ProblemError} `agenda-full` where so many more would not all be shown. */
export function checkRoomFor(more: number, agenda: readonly AgendaItem[]): void {
  if (agenda.length + more <= mostItems) return
  throw new ProblemError({
    code: 'agenda-full',
    happened: `An agenda holds at most ${mostItems} people, and this one would hold ${agenda.length + more}.`,
    kept: 'Everybody who is on the agenda stays on it.',
    todo: 'Choose fewer people, or start a second huddle for the others.',
  })
}

const toAmend: AgendaItem['reason'] = 'A decision to amend'

/** Where somebody stands on the agenda already and is not decided; a decision to amend is a discussion of its own. */
export function waitingFor(person: PersonId, reason: AgendaItem['reason'], agenda: readonly AgendaItem[]): AgendaItem | undefined {
  if (reason === toAmend) return undefined
  return agenda.find((item) => item.personId === person && item.state !== 'closed' && item.reason !== toAmend)
}

export const lastOrder = (agenda: readonly AgendaItem[]): number => agenda.at(-1)?.order ?? 0

/** Makes `id` the item that the room talks about. Items that are parked or closed only come into view. */
export function discussItem(huddle: HuddleDoc, id: ItemId, effects: Effects): void {
  const item = huddle.item(id)
  if (!item) return
  huddle.doc.transact(() => {
    huddle.changeAbout({ current: id })
    if (item.state !== 'waiting' && item.state !== 'open') return
    huddle.changeItem(id, { state: 'open', openedAt: item.openedAt ?? instantOf(effects.clock()) })
  })
}

/** Moves an item one place, between its new neighbours, so that two people who move different items disturb nothing. */
export function moveItem(huddle: HuddleDoc, id: ItemId, to: 'earlier' | 'later'): void {
  const agenda = huddle.agenda()
  const from = agenda.findIndex((item) => item.id === id)
  const step = to === 'earlier' ? -1 : 1
  const neighbour = agenda[from + step]
  if (from < 0 || !neighbour) return
  const beyond = agenda[from + 2 * step]
  huddle.changeItem(id, { order: beyond ? (neighbour.order + beyond.order) / 2 : neighbour.order + step })
}

/**
 * Why it waits stands in the person's own document, where that is open here: everybody sees the agenda, whoever the person has
 * agreed to share with.
 * @throws {ProblemError} `reason-not-kept` once it is parked without one.
 */
export function parkItem(huddle: HuddleDoc, id: ItemId, discussion: Discussion | undefined, because: string): void {
  discussion?.setParkedBecause(because)
  huddle.changeItem(id, { state: 'parked' })
  if (discussion) return
  throw new ProblemError({
    code: 'reason-not-kept',
    happened: 'The reason was not kept: it would stand in this person’s record, which this computer may not open.',
    kept: 'They are parked, and carried over to the next huddle.',
    todo: 'Tell the reason to somebody who may see their record.',
  })
}

/**
 * The agenda with why each parked item is carried over, as far as this device may know: from the documents that are open
 * here, else as it was known `before`.
 */
export function agendaWithReasons(agenda: readonly AgendaItem[], open: readonly { readonly item: AgendaItem; readonly person: PersonDoc }[], before: readonly AgendaItem[]): AgendaItem[] {
  return agenda.map((item) => {
    if (item.state !== 'parked') return item
    const said = open.find((each) => each.item.id === item.id)?.person.discussion(item.id).parkedBecause()
    const parkedBecause = said ?? item.parkedBecause ?? before.find(({ id }) => id === item.id)?.parkedBecause
    return { ...item, ...(parkedBecause !== undefined && { parkedBecause }) }
  })
}

export function resumeItem(huddle: HuddleDoc, id: ItemId): void {
  huddle.changeItem(id, { state: huddle.item(id)?.openedAt ? 'open' : 'waiting' })
}
