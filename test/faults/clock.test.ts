import { describe, expect, it } from 'vitest'
import { folderForTest } from '../hosts/temporary.ts'
import { run } from './clock.ts'

const short = { seed: 1, quick: true, sample: true, chromium: undefined, say: () => undefined }

describe('a computer whose clock is set while the app runs', () => {
  it('[B10] lets people in, locks unused windows and keeps the record whole, three days off and through summer time', async () => {
    expect(await run({ ...short, folder: folderForTest(), protection: true })).toMatchObject({ undetected: 0, holds: true })
  })

  it('[B10] does not where time is measured by the clock as it stands, so this test can fail', async () => {
    expect(await run({ ...short, folder: folderForTest(), protection: false })).toMatchObject({ holds: false })
  })
})
