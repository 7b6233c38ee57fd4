import { expect, it } from 'vitest'
import { cell } from '../../../src/core/model/observable.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { rosterAtDoor } from '../../../src/core/session/roster-at-door.ts'
import { garbled, noRoster } from '../../../src/core/session/roster-problems.ts'
import { noRoom } from '../../../src/core/vault/problems.ts'
import { codeOf } from '../../contract/vault.ts'

function doorThatMeets(error: Error) {
  const told: unknown[] = []
  const { take } = rosterAtDoor({ standing: cell(undefined), take: () => Promise.reject(error) }, (each) => told.push(each))
  return { take, told }
}

it('[L183] a roster that could not be written is told of once, however often it is tried, and is to be handed in again', async () => {
  const full = new ProblemError(noRoom)
  const { take, told } = doorThatMeets(full)
  expect([await codeOf(take('a roster')), await codeOf(take('a roster'))]).toEqual([noRoom.code, noRoom.code])
  expect(told).toEqual([full])
  await take('a newer one').catch(() => undefined)
  expect(told).toEqual([full, full])
})

it('[L183] one that is of no use here is neither told of nor wanted again', async () => {
  for (const error of [garbled(), noRoster()]) {
    const { take, told } = doorThatMeets(error)
    await take('a roster')
    expect(told).toEqual([])
  }
})
