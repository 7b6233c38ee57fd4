import { expect, it } from 'vitest'
import { run } from './half-open-channel.ts'
import { bothWays } from './headless/both-ways.ts'
import { canRunHeadless } from './headless/headless-typists.ts'

it.skipIf(!canRunHeadless())('[B213] what is written over a channel that carries nothing comes over a new one; where nobody notices the silence, it never does [L170]', { timeout: 120_000, tags: '@long' }, async () => {
  const { guarded, unguarded } = await bothWays(run)
  expect(guarded).toMatchObject({ lost: 0, crashed: 0, holds: true })
  expect(unguarded.lost).toBeGreaterThan(0)
})
