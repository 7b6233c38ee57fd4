import { expect, it } from 'vitest'
import { canRunHeadless } from './headless/headless-typists.ts'
import { bothWays } from './headless/both-ways.ts'
import { run } from './meeting-again.ts'

it.skipIf(!canRunHeadless())('[B212] whoever joins again meets everybody before long, though shown the other’s description late; where nothing waits for it, nobody is met', { timeout: 120_000, tags: '@long' }, async () => {
  const { guarded, unguarded } = await bothWays(run)
  expect(guarded).toMatchObject({ tried: 2, lost: 0, crashed: 0 })
  expect(unguarded.holds).toBe(false)
  expect(unguarded.lost).toBeGreaterThan(0)
})
