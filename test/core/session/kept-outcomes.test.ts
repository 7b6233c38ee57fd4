import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import type { AgendaItem } from '../../../src/core/model/huddle.ts'
import { keepOutcome } from '../../../src/core/session/kept-outcomes.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'
import { effects } from './effects.ts'

async function closedItem() {
  const { outcome, payload, answers } = await signedSample(1)
  const person = personDoc(new Y.Doc(), effects)
  const discussion = person.discussion(outcome.item)
  discussion.readBack({ payload, at: outcome.readBackAt, by: outcome.huddle.noteKeeper.name })
  for (const each of answers) discussion.give(each)
  const item: AgendaItem = {
    id: outcome.item,
    personId: outcome.person.id,
    initials: 'D. O.',
    reason: 'New referral',
    minutes: 10,
    broughtBy: outcome.huddle.noteKeeper.name,
    state: 'closed',
    order: 1,
    outcome: outcome.id,
  }
  return { outcome, person, item }
}

const refuses = (): Promise<never> => Promise.reject(new Error('the disk is full'))

it('[J45] what a decided outcome asks for is kept, also where the first try was cut off before that', async () => {
  const { outcome, person, item } = await closedItem()
  const vault = memoryVault()
  const full = { ...vault, actions: { ...vault.actions, put: refuses, change: refuses } }
  await expect(keepOutcome(full, item, person, effects)).rejects.toThrow('the disk is full')
  await keepOutcome(vault, item, person, effects)
  expect((await vault.outcomes.all()).map(({ id }) => id)).toEqual([outcome.id])
  expect((await vault.actions.all()).map(({ id }) => id).toSorted()).toEqual(outcome.actions.map(({ id }) => id).toSorted())
})

it('[J45] what was answered for before the outcome could be kept stays answered', async () => {
  const { outcome, person, item } = await closedItem()
  const vault = memoryVault()
  const full = { ...vault, outcomes: { ...vault.outcomes, put: refuses, change: refuses } }
  await expect(keepOutcome(full, item, person, effects)).rejects.toThrow('the disk is full')
  const ids = outcome.actions.map(({ id }) => id)
  await vault.actions.change(ids, (now) => now && { ...now, state: 'done' })
  await keepOutcome(vault, item, person, effects)
  expect((await vault.actions.all()).map(({ state }) => state)).toEqual(ids.map(() => 'done'))
  expect(ids.length).toBeGreaterThan(0)
})
