import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { heedDocument } from './agreements.ts'
import type { DeskParts } from './desk-parts.ts'
import type { ItemDesk } from './item-access.ts'
import { keepOutcome } from './kept-outcomes.ts'
import { takeLateAnswers } from './late-answers.ts'
import { passOnLateReceipts } from './late-receipts.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { planAnswers } from './plan-answers.ts'
import { tryEach } from './try-each.ts'

/** What this device takes into its vault from the documents that are open in a huddle; each may be called again at any time. */
export interface TakeOver {
  keepOutcomes(): Promise<void>
  heedAgreements(): Promise<void>
  keepPlanAnswers(): Promise<void>
  /** Asks the records folder, and takes as long as that does. */
  takeAnswers(): Promise<void>
}

export function takeOverDesk(parts: DeskParts, huddle: HuddleDoc, opened: ItemDesk['opened']): TakeOver {
  const { vault, effects, profile } = parts
  const takePlanAnswers = planAnswers(vault, effects)

  async function keepOutcomes(): Promise<void> {
    await tryEach(opened(), async ({ item, person }) => {
      if (item.state === 'closed' && (await keepOutcome(vault, item, person, effects))) await parts.refresh()
    })
  }

  async function heedAgreements(): Promise<void> {
    await tryEach(opened(), async ({ item, person }) => {
      if (await heedDocument({ vault, effects }, profile.get().card.name, item.personId, person)) await parts.refresh()
    })
  }

  async function keepPlanAnswers(): Promise<void> {
    await tryEach(opened(), async ({ item, person }) => {
      if (await takePlanAnswers(person, parts.actionsOf(item.personId))) await parts.refresh()
    })
  }

  const takeAnswers = oneAtATime(async () => {
    for (const { item, person } of opened()) {
      await takeLateAnswers({ ...parts, profile: profile.get() }, person, parts.outcomesOf(item.personId), parts.refresh).catch(parts.report)
    }
    if (await passOnLateReceipts(huddle, vault, profile.get().card)) await parts.refresh()
  })

  return { keepOutcomes, heedAgreements, keepPlanAnswers, takeAnswers }
}
