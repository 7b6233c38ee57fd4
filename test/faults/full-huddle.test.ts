import { expect, it } from 'vitest'
import { run } from './full-huddle.ts'
import { bothWays } from './headless/both-ways.ts'
import { canRunHeadless } from './headless/headless-typists.ts'

it.skipIf(!canRunHeadless())('[B211] of what everybody types at once no key is lost, though two lose every connection; where they never call again, keys are', { timeout: 120_000, tags: '@long' }, async () => {
  const { guarded, unguarded } = await bothWays(run)
  expect(guarded).toMatchObject({ lost: 0, undetected: 0, crashed: 0 })
  expect(unguarded.holds).toBe(false)
  expect(unguarded.lost).toBeGreaterThan(0)
})
