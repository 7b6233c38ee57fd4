import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { identityOf } from '../../../src/core/model/person.ts'
import { lastTimeOf } from '../../../src/core/session/last-time.ts'
import { sampleOutcome } from '../../fixtures/record/sample-outcome.ts'
import { actionRow, personRow } from '../../fixtures/vault/rows.ts'
import { effects } from './effects.ts'

it('[J54] [J57] somebody for whom more is still to do than the list holds sees as much as it holds, what the newest decision asked for first, and how many more there are', async () => {
  const newest = await sampleOutcome(1)
  const stillToDo = Array.from({ length: 101 }, (_, at) => actionRow(at + 1))
  const asked = { ...actionRow(200), decidedIn: newest.id, state: 'done', howItWent: 'She answered.' } as const
  const person = personDoc(new Y.Doc(), effects)
  person.describe(identityOf(personRow(1)), { agreement: { kind: 'not-asked' } }, lastTimeOf([...stillToDo, asked], [{ id: newest.id, outcome: newest, payload: '', answers: [] }]))
  expect(person.lastTime().asked).toHaveLength(100)
  expect(person.lastTime().asked[0]).toMatchObject({ state: 'done', howItWent: 'She answered.' })
  expect(person.lastTime().more).toBe(2)
  person.describe(identityOf(personRow(1)), { agreement: { kind: 'not-asked' } }, lastTimeOf(stillToDo.slice(0, 100), []))
  expect(person.lastTime()).toMatchObject({ asked: { length: 100 }, more: 0 })
})
