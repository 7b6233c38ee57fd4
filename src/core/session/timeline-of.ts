import { personDoc } from '../doc/person-doc.ts'
import { dayOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { PersonId } from '../model/ids.ts'
import type { TimelineEvent } from '../model/timeline.ts'
import { standingWords, type OwnWords } from '../model/words.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'

/** A person's story as this device holds it, newest first. */
export async function timelineOf(vault: Vault, id: PersonId, effects: Effects): Promise<TimelineEvent[]> {
  const person = await vault.people.get(id)
  const outcomes = (await vault.outcomes.all()).filter(({ outcome }) => outcome.person.id === id)
  const events: TimelineEvent[] = outcomes.map((each) => ({
    kind: 'outcome',
    on: dayOf(Date.parse(each.outcome.readBackAt)),
    text: each.outcome.decision,
    outcome: each.id,
    signers: each.answers.flatMap((answer) => (answer.kind === 'signed' ? answer.card.name : [])),
    filed: each.receipt !== undefined,
  }))
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
  const stored = await vault.openDoc(personDocId(id))
  const words = standingWords(personDoc(stored.doc, effects).words())
  await stored.release()
  return words
}

