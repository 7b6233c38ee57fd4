import type { PersonDoc } from '../doc/person-doc.ts'
import type { Action } from '../model/action.ts'
import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { Outcome } from '../model/outcome.ts'
import { bannerName } from '../model/person.ts'
import { canonicalText } from '../record/canonical.ts'
import { verifyAnswer } from '../record/sign.ts'
import type { Vault } from '../vault/vault.ts'
import { parsePayload } from './read-backs.ts'

/**
 * Keeps the outcome of a closed item in this device's vault, with the answers that hold: given by somebody who was
 * present, and fitting exactly what was read back. Signatures that arrive later are added until it is filed.
 * @returns whether the vault now holds more than before.
 */
export async function keepOutcome(vault: Vault, item: AgendaItem, person: PersonDoc, effects: Effects): Promise<boolean> {
  const discussion = person.discussion(item.id)
  const payload = discussion.reading()?.payload
  const content = payload === undefined ? undefined : parsePayload(payload)
  if (payload === undefined || !content || content.id !== item.outcome) return false
  const known = await vault.outcomes.get(content.id)
  if (known?.receipt) return false
  const cards = new Map(content.present.map(({ card }) => [card.device, canonicalText(card)]))
  const answers = []
  for (const given of discussion.answers()) {
    if (cards.get(given.card.device) === canonicalText(given.card) && (await verifyAnswer(payload, given))) answers.push(given)
  }
  if (known && canonicalText(known.answers) === canonicalText(answers)) return false
  const kept: FiledOutcome = { id: content.id, outcome: content, payload, answers }
  await vault.outcomes.put([kept])
  if (!known) await keepActions(vault, content, effects)
  return true
}

async function keepActions(vault: Vault, content: Outcome, effects: Effects): Promise<void> {
  const promised: Action[] = content.actions.map((each) => ({
    ...each,
    personId: content.person.id,
    personName: bannerName(content.person),
    decidedIn: content.id,
    state: 'to do',
    howItWent: '',
    updatedAt: instantOf(effects.clock()),
  }))
  await vault.actions.put([...(await takenUpAgain(vault, content, effects)), ...promised])
}

/** What the replaced outcome asked for and nobody has answered for yet goes on in the new one: it says so, and ends here. */
async function takenUpAgain(vault: Vault, { replaces }: Outcome, effects: Effects): Promise<Action[]> {
  if (!replaces) return []
  const before = (await vault.actions.all()).filter(({ decidedIn, state }) => decidedIn === replaces.outcome && state === 'to do')
  return before.map((action) => ({
    ...action,
    state: 'not done',
    howItWent: `Decided again in a later outcome: ${replaces.because}`.slice(0, 2000),
    updatedAt: instantOf(effects.clock()),
  }))
}

/** Writes what was decided into the caseload row of a person whom this device holds. */
export async function updateCaseload(vault: Vault, content: Outcome, effects: Effects): Promise<boolean> {
  const person = await vault.people.get(content.person.id)
  if (!person) return false
  await vault.people.put([
    { ...person, keyworker: content.keyworker.name, nextReview: content.reviewOn, updatedAt: instantOf(effects.clock()) },
  ])
  return true
}
