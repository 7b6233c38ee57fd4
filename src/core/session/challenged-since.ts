import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { personDoc } from '../doc/person-doc.ts'
import type { Challenge } from '../model/decision.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { Outcome } from '../model/outcome.ts'
import { sameValue } from '../record/canonical.ts'
import type { DeskParts } from './desk-parts.ts'
import { personDocId } from './item-access.ts'
import { withDoc } from './with-doc.ts'

/** Challenges that the outcome of their discussion does not hold: made apart while it closed, or since. */
export const challengedSince = (challenges: readonly Challenge[], outcome: Pick<Outcome, 'challenges'> | undefined): Challenge[] =>
  challenges.filter((each) => !outcome?.challenges.some((held) => sameValue(held, each)))

/** A discussion that is back on the table, and who challenged what had been decided. */
export interface Challenged {
  readonly initials: string
  readonly by: readonly string[]
}

/**
 * Puts every discussion whose outcome lacks a challenge back on the table. What was signed stays and is filed as it is; the
 * outcome that comes of it replaces that one and says why.
 */
export async function takeUpChallenges(parts: Pick<DeskParts, 'vault' | 'effects'>, huddle: HuddleDoc): Promise<Challenged[]> {
  const challenged: Challenged[] = []
  for (const item of huddle.agenda()) {
    const by = await takeUp(parts, huddle, item)
    if (by.length > 0) challenged.push({ initials: item.initials, by })
  }
  return challenged
}

async function takeUp({ vault, effects }: Pick<DeskParts, 'vault' | 'effects'>, huddle: HuddleDoc, { id, personId, state, outcome }: AgendaItem): Promise<string[]> {
  const decided = state === 'closed' && outcome ? (await vault.outcomes.get(outcome))?.outcome : undefined
  if (!decided) return []
  return withDoc(vault, personDocId(personId), (doc) => {
    const discussion = personDoc(doc, effects).discussion(id)
    const by = [...new Set(challengedSince(discussion.challenges(), decided).map((each) => each.by.name))]
    if (by.length === 0) return by
    doc.transact(() => {
      discussion.withdrawReading()
      discussion.setReplaces({ outcome: decided.id, because: `Challenged by ${by.join(', ')} as it closed.`.slice(0, 2000) })
    })
    huddle.changeItem(id, { state: 'open' })
    return by
  })
}
