import { expect, it } from 'vitest'
import { run } from './imports.ts'

const options = { seed: 1, quick: true, chromium: undefined, folder: '', say: () => undefined }

it('[B8] hostile contents are refused or taken as data at every import', { tags: '@long', timeout: 60_000 }, async () => {
  expect(await run({ ...options, protection: true })).toMatchObject({ undetected: 0, crashed: 0, holds: true })
})

it('[B8] an import without its guard is polluted, and that is seen', { tags: '@long' }, async () => {
  const { undetected, holds } = await run({ ...options, protection: false })
  expect(undetected).toBeGreaterThan(0)
  expect(holds).toBe(false)
})
