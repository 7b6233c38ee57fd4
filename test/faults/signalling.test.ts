import { describe, expect, it } from 'vitest'
import { run } from './signalling.ts'

const short = { seed: 11, quick: true, sample: true, folder: '', chromium: undefined, say: () => undefined }

describe('the signalling server under fire', { tags: '@long' }, () => {
  it('[L40] survives random frames and hostile connections, and two honest windows still meet', async () => {
    expect(await run({ ...short, protection: true })).toMatchObject({ lost: 0, crashed: 0, holds: true })
  }, 60_000)

  it('[L40] the one that y-webrtc ships does not, so this test can fail', async () => {
    expect(await run({ ...short, protection: false })).toMatchObject({ holds: false })
  }, 60_000)
})
