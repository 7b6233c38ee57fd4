import { expect, it } from 'vitest'
import { oneAtATime } from '../../../src/core/session/one-at-a-time.ts'

const nothing = (): void => undefined

it('[J4] work asked for while it runs is done once more afterwards, never twice at once', async () => {
  let running = 0
  let most = 0
  let runs = 0
  const gates: (() => void)[] = []
  const work = oneAtATime(async () => {
    runs += 1
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => gates.push(resolve))
    running -= 1
  })
  const first = work()
  void work()
  void work()
  gates.shift()?.()
  await Promise.resolve()
  while (gates.length === 0) await Promise.resolve()
  gates.shift()?.()
  await first
  expect({ most, runs }).toEqual({ most: 1, runs: 2 })
})

it('[J4] a run that fails takes nothing of what was asked for meanwhile with it, and is told', async () => {
  let runs = 0
  const gates: (() => void)[] = []
  const work = oneAtATime(async () => {
    runs += 1
    if (runs > 1) return
    await new Promise<void>((resolve) => gates.push(resolve))
    throw new Error('the first run')
  })
  const first = work()
  const second = work()
  gates.shift()?.()
  await expect(first).rejects.toThrow('the first run')
  await expect(second).rejects.toThrow('the first run')
  expect(runs).toBe(2)
})

it('[J4] for all moments around the end of a run, what is asked for then is done', async () => {
  const lost: number[] = []
  for (let turns = 0; turns < 12; turns += 1) {
    let runs = 0
    let end = nothing
    const work = oneAtATime(async () => {
      runs += 1
      if (runs === 1) await new Promise<void>((resolve) => (end = resolve))
    })
    const first = work()
    end()
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
    await work()
    await first
    if (runs !== 2) lost.push(turns)
  }
  expect(lost).toEqual([])
})
