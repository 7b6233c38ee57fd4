import { describe, expect, it } from 'vitest'
import { instant } from '../../src/core/model/dates.ts'
import { waitingToBeFiled } from '../../src/renderer/today/today-facts.ts'
import { signedSample } from '../fixtures/record/sample-outcome.ts'

const receipt = { at: instant.parse('2026-12-01T10:00:00.000Z'), folder: 'records', ledgerLine: 4 }

describe('what waits to be filed, on Today', () => {
  it('[M210] is what has no receipt and is not told of as filed', () => {
    expect(waitingToBeFiled([{ receipt }, { told: receipt }])).toBeUndefined()
    expect(waitingToBeFiled([{}, { receipt }])).toBe('One outcome, or an answer to it, waits to be filed into the record.')
  })

  it('[M210] is also what has an answer that is not in the record', async () => {
    const { answers } = await signedSample(1)
    const late = answers.map((given) => ({ given }))
    expect(waitingToBeFiled([{ receipt, late }, {}])).toBe('2 outcomes, or answers to them, wait to be filed into the record.')
  })
})
