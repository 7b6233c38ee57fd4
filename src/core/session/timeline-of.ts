import { personDoc } from '../doc/person-doc.ts'
import { dayOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { Answer } from '../model/checkpoint.ts'
import { answersTo } from '../model/filed-outcome.ts'
import type { PersonId } from '../model/ids.ts'
import type { TimelineEvent } from '../model/timeline.ts'
import { inOrder } from '../model/outcome-order.ts'
import { recipientInWords } from '../model/recipient.ts'
import { standingWords, type OwnWords } from '../model/words.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'
import { withDoc } from './with-doc.ts'

/** A person's story as this device holds it, newest first. */
export async function timelineOf(vault: Vault, id: PersonId, effects: Effects): Promise<TimelineEvent[]> {
  const person = await vault.people.get(id)
  const theirs = (await vault.outcomes.all()).filter(({ outcome }) => outcome.person.id === id)
  const outcomes = inOrder(theirs, ({ outcome }) => outcome).toReversed()
  const events: TimelineEvent[] = outcomes.map((each) => ({
    kind: 'outcome',
    on: dayOf(Date.parse(each.outcome.readBackAt)),
    text: each.outcome.decision,
    outcome: each.id,
    signers: namesOf(each.answers),
    signedLater: namesOf((each.late ?? []).map(({ given }) => given)),
    ...(each.outcome.replaces && { replaces: each.outcome.replaces }),
    replacedBy: outcomes.flatMap(({ id: later, outcome }) => (outcome.replaces?.outcome === each.id ? later : [])),
    declined: declinedStill(answersTo(each)),
    filed: (each.receipt ?? each.told) !== undefined,
  }))
  for (const { outcome, what, to, way, by, at } of (await vault.disclosures.all()).filter(({ person: about }) => about === id)) {
    if (what === 'outcome') events.push({ kind: 'left', on: dayOf(Date.parse(at)), text: `Outcome shared with ${recipientInWords(to)}, ${way}, by ${by}`, outcome })
  }
  for (const { outcome, givings } of (await vault.letters.all()).filter(({ person: about }) => about === id)) {
    for (const { on, how, by } of givings) events.push({ kind: 'left', on, text: `Letter given to them ${how}, by ${by}`, outcome })
  }
  for (const words of await wordsOf(vault, id, effects)) {
    events.push({ kind: 'own-words', on: dayOf(Date.parse(words.at)), text: words.text })
  }
  if (person) {
    events.push({ kind: 'referred', on: person.referredOn, text: `Referred by ${person.referralSource} (${person.referralRoute.toLowerCase()})` })
    if (person.nextReview) events.push({ kind: 'review-due', on: person.nextReview, text: 'Next review' })
  }
  return events.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

/** What the person has said, as it stands: the newest of each chain of corrections. */
export async function wordsOf(vault: Vault, id: PersonId, effects: Effects): Promise<OwnWords[]> {
  return withDoc(vault, personDocId(id), (doc) => standingWords(personDoc(doc, effects).words()))
}


const namesOf = (answers: readonly Answer[]): string[] => answers.flatMap(({ kind, card }) => (kind === 'signed' ? card.name : []))

/** Who declined and has not signed since. */
function declinedStill(answers: readonly Answer[]): { name: string; because: string }[] {
  const signed = new Set(answers.flatMap(({ kind, card }) => (kind === 'signed' ? card.device : [])))
  return answers.flatMap((given) => (given.kind === 'declined' && !signed.has(given.card.device) ? { name: given.card.name, because: given.because } : []))
}
