import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { waits, withAnswer, type FiledOutcome } from '../../../src/core/model/filed-outcome.ts'
import { keepBroughtOutcome } from '../../../src/core/session/catch-up/keep-outcome.ts'
import { rowParsers } from '../../../src/core/session/backup/row-parsers.ts'
import { recordOf } from '../../../src/core/session/copies-due.ts'
import { learnFiled, tellFiled } from '../../../src/core/session/filed-notices.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { effects } from './effects.ts'

const receipt = { at: instant.parse('2026-11-24T11:00:00.000Z'), folder: '/records', ledgerLine: 2 }
const folder = 'the records folder of Beth Carrow'

/** The chair has filed two answers of three; a colleague's device holds the third, which came too late for that, as well. */
async function filedWithTwo() {
  const { outcome, payload, answers } = await signedSample(1)
  const [first, second, third] = answers
  if (!first || !second || !third) throw new Error('too few answers')
  const asSigned: FiledOutcome = { id: outcome.id, outcome, payload, answers }
  const [chairs, theirs] = [memoryVault(), memoryVault()]
  const filed: FiledOutcome = { ...asSigned, answers: [first, second], receipt }
  await chairs.outcomes.put([filed])
  const huddle = huddleDoc(new Y.Doc())
  await tellFiled(huddle, { vault: chairs, effects }, outcome.huddle.id)
  return { huddle, chairs, theirs, asSigned, filed, first, second, third }
}

it('[R240] an earlier app, which does not know of the answers, reads where an outcome stands', async () => {
  const { huddle, filed, first, second } = await filedWithTwo()
  const told = { outcome: filed.id, at: receipt.at, ledgerLine: receipt.ledgerLine }
  expect(huddle.doc.getMap('filed').get(filed.id)).toEqual(told)
  expect(huddle.filed()).toEqual([{ ...told, answers: [first.signature, second.signature] }])
})

it('[R240] an answer that came too late for the filing is not shown as filed, and stays', async () => {
  const { huddle, theirs, asSigned, first, second, third } = await filedWithTwo()
  await theirs.outcomes.put([{ ...asSigned, answers: [third, second, first] }])
  expect(await learnFiled(huddle.filed(), folder, theirs)).toBe(true)
  expect(await theirs.outcomes.get(asSigned.id)).toEqual({ ...asSigned, answers: [first, second], receipt: { ...receipt, folder }, late: [{ given: third }] })
  expect(await learnFiled(huddle.filed(), folder, theirs)).toBe(false)
})

it('[R240] [R242] of an outcome of which this device does not hold every filed answer it knows where it stands, and has its receipt once they came', async () => {
  const { huddle, theirs, asSigned, first, second } = await filedWithTwo()
  await theirs.outcomes.put([{ ...asSigned, answers: [first] }])
  expect(await learnFiled(huddle.filed(), folder, theirs)).toBe(true)
  expect(await learnFiled(huddle.filed(), folder, theirs)).toBe(false)
  const told = await theirs.outcomes.get(asSigned.id)
  expect(told).toEqual({ ...asSigned, answers: [first], told: { ...receipt, folder } })
  expect(told && [waits(told), rowParsers.outcomes.safeParse(told).success]).toEqual([false, true])
  expect((await recordOf(theirs))(asSigned.outcome.person.id)).toMatchObject({ stands: [], missing: [expect.stringContaining('an answer that has not come')] })
  await theirs.outcomes.change([asSigned.id], (now) => now && withAnswer(now, second))
  expect(await learnFiled(huddle.filed(), folder, theirs)).toBe(true)
  expect(await theirs.outcomes.get(asSigned.id)).toEqual({ ...asSigned, answers: [first, second], receipt: { ...receipt, folder } })
})

it('[R240] what the chair’s device brings later agrees with what it has told in the huddle', async () => {
  const { huddle, theirs, asSigned, filed } = await filedWithTwo()
  const { nurse } = await sampleTeam()
  await theirs.outcomes.put([asSigned])
  await learnFiled(huddle.filed(), folder, theirs)
  expect(await keepBroughtOutcome(theirs, filed, nurse.card.device, effects)).not.toBe('conflict')
})

it('[R240] what an earlier attempt has filed is told as well, each once', async () => {
  const { huddle, chairs, filed } = await filedWithTwo()
  const { outcome, payload, answers } = await signedSample(2)
  await chairs.outcomes.put([{ id: outcome.id, outcome, payload, answers, receipt: { ...receipt, ledgerLine: 5 } }, { ...filed, receipt: { ...receipt, ledgerLine: 9 } }])
  const { outcome: waiting, ...rest } = await signedSample(3)
  await chairs.outcomes.put([{ ...rest, id: waiting.id, outcome: waiting }])
  await tellFiled(huddle, { vault: chairs, effects }, outcome.huddle.id)
  expect(huddle.filed().map(({ ledgerLine }) => ledgerLine).toSorted()).toEqual([2, 5])
})
