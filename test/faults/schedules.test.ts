import { describe, expect, it } from 'vitest'
import { run } from './schedules.ts'

const short = { seed: 3, quick: true, sample: true, folder: '', chromium: undefined, say: () => undefined }

describe('a team whose messages get lost, doubled and reordered', () => {
  it('[L50] ends with the same documents, and nothing that was written is lost', async () => {
    expect(await run({ ...short, protection: true })).toMatchObject({ lost: 0, undetected: 0, crashed: 0, holds: true })
  }, 150_000)

  it('[L50] does not where nobody ever compares, so this test can fail', async () => {
    expect(await run({ ...short, protection: false })).toMatchObject({ holds: false })
  }, 150_000)
})
