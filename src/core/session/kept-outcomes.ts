import type { PersonDoc } from '../doc/person-doc.ts'
import type { Action } from '../model/action.ts'
import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import { newTo, withAnswers, type FiledOutcome } from '../model/filed-outcome.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { ActionId } from '../model/ids.ts'
import type { Outcome } from '../model/outcome.ts'
import { inOrder } from '../model/outcome-order.ts'
import { bannerName } from '../model/person.ts'
import type { Vault } from '../vault/vault.ts'
import { loadHoldingAnswers } from './holding-answers.ts'
import { parsePayload } from './read-backs.ts'

/**
 * Keeps the outcome of a closed item in this device's vault, with the answers that hold: given by somebody who was
 * present, and fitting exactly what was read back. Those that arrive later are added until it is filed; what is kept stays,
 * whoever takes it out of the document or writes another text there.
 * @returns whether the vault now holds more than before.
 */
export async function keepOutcome(vault: Vault, item: AgendaItem, person: PersonDoc, effects: Effects): Promise<boolean> {
  const discussion = person.discussion(item.id)
  const payload = discussion.reading()?.payload
  const content = payload === undefined ? undefined : parsePayload(payload)
  if (payload === undefined || !content || content.id !== item.outcome) return false
  const known = await vault.outcomes.get(content.id)
  if (known && (known.receipt || known.payload !== payload)) return false
  const holding = await loadHoldingAnswers()
  const read: FiledOutcome = { id: content.id, outcome: content, payload, answers: [] }
  const answers = holding(read, newTo(known ?? read, discussion.answers()))
  if (known && withAnswers(known, answers) === known) return false
  // Before the outcome itself: whoever is cut off in between does both again.
  if (!known) {
    await keepActions(vault, content, effects)
    await updateCaseload(vault, content, effects)
  }
  // Another window may have kept it meanwhile, or filed it: what was filed stands.
  await vault.outcomes.change([content.id], (now = read) => (now.receipt || now.payload !== payload ? undefined : withAnswers(now, answers)))
  if (!known) await vault.restored('outcomes', [content.id])
  return true
}

/**
 * Keeps what an outcome asks for, before the outcome itself: cut off in between, it is still new here and asks again. What was
 * answered for meanwhile stays so, also where its discussion is closed once more; what a later outcome has decided again ends
 * there, and what a later one asks for is not asked for as it was before.
 */
export async function keepActions(vault: Vault, content: Outcome, effects: Effects): Promise<void> {
  const updatedAt = instantOf(effects.clock())
  const asked = new Map<ActionId, Action>()
  for (const { id: decidedIn, person, actions } of inOrder([...(await othersOf(vault, content)), content], (each) => each)) {
    for (const each of actions) asked.set(each.id, { ...each, personId: person.id, personName: bannerName(person), decidedIn, state: 'to do', howItWent: '', updatedAt })
  }
  await takeUpAgain(vault, content, effects)
  await vault.actions.change(
    content.actions.map(({ id }) => id),
    (now, id) => {
      const next = asked.get(id)
      if (!next || now?.decidedIn === next.decidedIn) return undefined
      return now && now.state !== 'to do' ? { ...next, state: now.state, howItWent: now.howItWent } : next
    },
  )
}

/** What else was decided of the same person, as far as it is held here. */
async function othersOf(vault: Vault, { id: mine, person }: Outcome): Promise<Outcome[]> {
  return (await vault.outcomes.all()).flatMap(({ id, outcome }) => (outcome.person.id === person.id && id !== mine ? outcome : []))
}

/** What the replaced outcome asked for, the new one does not, and nobody has answered for yet goes on in the new one: it says so, and ends here. */
export async function takeUpAgain(vault: Vault, { replaces, actions }: Outcome, effects: Effects): Promise<void> {
  if (!replaces) return
  const repeated = new Set(actions.map(({ id }) => id))
  const before = (await vault.actions.all()).filter(({ id, decidedIn }) => decidedIn === replaces.outcome && !repeated.has(id))
  const howItWent = `Decided again in a later outcome: ${replaces.because}`.slice(0, 2000)
  const updatedAt = instantOf(effects.clock())
  await vault.actions.change(
    before.map(({ id }) => id),
    (now) => (now?.state === 'to do' ? { ...now, state: 'not done', howItWent, updatedAt } : undefined),
  )
}

/**
 * Writes what was decided last into the caseload row of a person whom this device holds, where that is another decision now that this
 * outcome is here: it may itself be the last, or show that one which is held already is.
 */
export async function updateCaseload(vault: Vault, content: Outcome, effects: Effects): Promise<void> {
  const others = await othersOf(vault, content)
  const last = inOrder([...others, content], (each) => each).at(-1)
  if (!last || last === inOrder(others, (each) => each).at(-1)) return
  const decided = { keyworker: last.keyworker.name, nextReview: last.reviewOn, updatedAt: instantOf(effects.clock()) }
  await vault.people.change([content.person.id], (person) => person && { ...person, ...decided })
}
