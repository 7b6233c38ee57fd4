import { describe, expect, it } from 'vitest'
import { folderForTest } from '../hosts/temporary.ts'
import type { FaultRun } from './fault.ts'
import { run } from './kill-while-exporting.ts'

const asked = (protection: boolean): FaultRun => ({
  seed: 3,
  quick: true,
  sample: true,
  protection,
  folder: folderForTest(),
  chromium: undefined,
  say: () => undefined,
})

describe('an app that is killed while it exports', () => {
  it('[R37] leaves each folder whole or absent, and filing again completes the record', { timeout: 120_000, tags: '@long' }, async () => {
    expect(await run(asked(true))).toMatchObject({ tried: 5, undetected: 0, lost: 0, holds: true })
  })

  it('[R37] without filing again, the record is not complete', { timeout: 120_000, tags: '@long' }, async () => {
    const { lost, holds } = await run(asked(false))
    expect({ lost: lost > 0, holds }).toEqual({ lost: true, holds: false })
  })
})
