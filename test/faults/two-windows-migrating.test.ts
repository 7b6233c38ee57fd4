import { describe, expect, it } from 'vitest'
import { run } from './two-windows-migrating.ts'

const short = { seed: 5, quick: true, sample: true, folder: '', chromium: undefined, say: () => undefined }

describe('two windows that bring a vault to the present format at once', () => {
  it('[V126] leave it whole, whatever the distance between them', async () => {
    expect(await run({ ...short, protection: true })).toMatchObject({ tried: 5, lost: 0, crashed: 0, holds: true })
  })

  it('[V126] what is taken from under them is seen to be gone, so this test can fail', async () => {
    const { holds, lost } = await run({ ...short, protection: false })
    expect({ holds, seen: lost > 0 }).toEqual({ holds: false, seen: true })
  })
})
