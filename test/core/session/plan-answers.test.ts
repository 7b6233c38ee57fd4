import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { personDoc, type PersonDoc } from '../../../src/core/doc/person-doc.ts'
import type { Action } from '../../../src/core/model/action.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { itemId } from '../../../src/core/model/ids.ts'
import { keepActions } from '../../../src/core/session/kept-outcomes.ts'
import { personDocId } from '../../../src/core/session/item-access.ts'
import { planAnswers, writeIntoPlan } from '../../../src/core/session/plan-answers.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { sampleOutcome } from '../../fixtures/record/sample-outcome.ts'
import { actionRow, personRow } from '../../fixtures/vault/rows.ts'
import { effects } from './effects.ts'

const item = itemId.parse('e'.repeat(32))

/** One action, in the care plan of a document and among the actions of a vault. */
async function inBoth(answer: Partial<Pick<Action, 'state' | 'howItWent'>> = {}) {
  const person = personDoc(new Y.Doc(), effects)
  const id = person.discussion(item).addAction()
  const vault = memoryVault()
  await vault.actions.put([{ ...actionRow(1), id, ...answer }])
  const held = async (): Promise<Action[]> => vault.actions.all()
  const look = planAnswers(vault, effects)
  return { person, id, vault, held, take: async (of: PersonDoc = person) => look(of, await held()) }
}

it('[J55] what was answered in the care plan at another device is taken where it is still to do here', async () => {
  const { person, id, held, take } = await inBoth()
  person.changeAction(id, { state: 'done', howItWent: 'She answered.' })
  expect(await take()).toBe(true)
  expect(await held()).toMatchObject([{ state: 'done', howItWent: 'She answered.' }])
  expect(await take()).toBe(false)
})

it('[J55] what is answered here stays, until somebody answers anew in the care plan', async () => {
  const { person, id, held, take } = await inBoth({ state: 'done', howItWent: 'Rang her.' })
  expect(await take()).toBe(false)
  expect(await held()).toMatchObject([{ state: 'done', howItWent: 'Rang her.' }])
  person.changeAction(id, { state: 'not done', howItWent: 'It was another number.' })
  expect(await take()).toBe(true)
  person.changeAction(id, { state: 'to do', howItWent: '' })
  expect(await take()).toBe(true)
  expect(await held()).toMatchObject([{ state: 'to do', howItWent: '' }])
})

it('[J55] what is answered while the disk refuses is taken once it can be kept', async () => {
  const { person, id, vault, held } = await inBoth({ state: 'done', howItWent: 'Rang her.' })
  let full = false
  const change: typeof vault.actions.change = (ids, edit) => (full ? Promise.reject(new Error('the disk is full')) : vault.actions.change(ids, edit))
  const look = planAnswers({ ...vault, actions: { ...vault.actions, change } }, effects)
  await look(person, await held())
  person.changeAction(id, { state: 'not done', howItWent: 'It was another number.' })
  full = true
  await expect(look(person, await held())).rejects.toThrow('the disk is full')
  full = false
  expect(await look(person, await held())).toBe(true)
  expect(await held()).toMatchObject([{ state: 'not done', howItWent: 'It was another number.' }])
})

it('[J55] nobody’s “not done” without a reason is taken', async () => {
  const { person, id, held, take } = await inBoth()
  person.changeAction(id, { state: 'not done', howItWent: ' ' })
  expect(await take()).toBe(false)
  expect(await held()).toMatchObject([{ state: 'to do' }])
})

it('[J55] an answer among the actions makes no care plan of somebody whom this device does not hold', async () => {
  const { id, vault, held } = await inBoth()
  const [action] = await held()
  if (action) await writeIntoPlan({ ...vault, openDoc: () => Promise.reject(new Error('opened')) }, { ...action, state: 'done' }, effects)
  await vault.people.put([personRow(1)])
  if (action) await writeIntoPlan(vault, { ...action, id, state: 'done' }, effects)
  const stored = await vault.openDoc(personDocId(personRow(1).id))
  expect(personDoc(stored.doc, effects).actions()).toEqual([])
  await stored.release()
})

it('[J55] what was done of an action that its discussion asks for again is the same in the plan as among the actions', async () => {
  const outcome = await sampleOutcome(1)
  const person = personDoc(new Y.Doc(), effects)
  const id = person.discussion(outcome.item).addAction()
  const first = { ...outcome, actions: outcome.actions.slice(0, 1).map((each) => ({ ...each, id })) }
  const again = { ...first, id: (await sampleOutcome(2)).id, readBackAt: instant.parse('2026-11-25T10:20:00.000Z'), replaces: { outcome: first.id, because: 'Challenged by Beth Carrow as it closed.' } }
  const vault = memoryVault()
  const take = planAnswers(vault, effects)
  await keepActions(vault, first, effects)
  await take(person, await vault.actions.all())
  person.changeAction(id, { state: 'done', howItWent: 'She answered.' })
  await take(person, await vault.actions.all())
  await keepActions(vault, again, effects)
  await take(person, await vault.actions.all())
  const [kept] = await vault.actions.all()
  expect(kept).toMatchObject({ state: 'done', decidedIn: again.id })
  expect(person.actions()).toMatchObject([{ state: 'done' }])
})
