import { describe, expect, it } from 'vitest'
import { manyOutcomes } from '../fixtures/record/many-outcomes.ts'
import { readerOf } from '../fixtures/record/sample-folder.ts'
import { verifyRecords } from '../../src/core/record/verify.ts'
import { damages } from './record-damage.ts'

describe('exhaustive damage', { tags: '@long' }, () => {
  it('[R36] a sample of every kind of damage to a folder of 50 outcomes is named right by verifyRecords', { timeout: 60_000 }, async () => {
    const whole = await manyOutcomes(50)
    const verdict = (folder: typeof whole) => verifyRecords(readerOf(folder)).then(({ findings }) => findings)
    expect(await verdict(whole)).toEqual([])
    const seen = await damages(whole, verdict, { seed: 1, packageBytes: 100, ledgerBytes: 6, everyLine: 50 })
    expect(seen).toMatchObject({ missed: [], crashed: 0 })
    expect(seen.tried).toBeGreaterThan(110)
  })

  it('[R36] without the verifier’s digests and chain, the same damage goes unseen', async () => {
    const whole = await manyOutcomes(5)
    const seen = await damages(whole, async () => [], { seed: 1, packageBytes: 50, ledgerBytes: 10, everyLine: 3 })
    expect(seen.missed).toHaveLength(seen.tried)
  })
})
