import { describe, expect, it } from 'vitest'
import { run } from './vault-damage.ts'

const short = { seed: 5, quick: true, sample: true, folder: '', chromium: undefined, say: () => undefined }

describe('a stored row that was damaged', { tags: '@long' }, () => {
  it('[V17] is noticed wherever it was damaged, set aside or mended, and takes nothing else with it', async () => {
    const result = await run({ ...short, protection: true })
    expect(result).toMatchObject({ lost: 0, undetected: 0, crashed: 0, holds: true })
    expect(result.tried).toBeGreaterThanOrEqual(30)
  }, 60_000)

  it('[V17] is not noticed without the seals, so this test can fail', async () => {
    const { holds, undetected, lost, crashed } = await run({ ...short, protection: false })
    expect(holds).toBe(false)
    expect(undetected + lost + crashed).toBeGreaterThan(0)
  }, 60_000)
})
