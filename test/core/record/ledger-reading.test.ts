import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { ledgerReading, type LedgerReading, type WholeLedger } from '../../../src/core/record/ledger-reading.ts'
import { manyOutcomes } from '../../fixtures/record/many-outcomes.ts'

let ledger: Uint8Array
/** Where the ledger ends in a checkpoint. */
let wholeUpTo: number[]

beforeAll(async () => {
  ledger = (await manyOutcomes(20)).get('ledger.jsonl') ?? new Uint8Array()
  let end = 0
  wholeUpTo = (await ledgerReading().read(ledger)).lines.flatMap(({ text, value }) => {
    end += text.length + 1
    return value.kind === 'checkpoint' ? end : []
  })
  wholeUpTo.unshift(0)
})

const said = ({ lines, placed }: WholeLedger) => ({ lines, placed: [...placed] })

const reading = async (ledgers: LedgerReading, content: Uint8Array) => {
  try {
    return said(await ledgers.read(content))
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error
  }
}

describe('reading a ledger again', () => {
  it('[R89] for all ledgers that have grown since, been changed since or are others, a reading that remembers says what one that does not says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom('grown', 'changed', 'cut'), async (first, second, where, how) => {
        const ledgers = ledgerReading()
        const then = ledger.slice(0, wholeUpTo[first % wholeUpTo.length])
        const whole = ledger.slice(0, wholeUpTo[second % wholeUpTo.length])
        const at = where % Math.max(1, whole.length)
        const now = how === 'grown' ? whole : how === 'cut' ? whole.slice(0, at) : whole.map((byte, index) => (index === at ? byte ^ 1 : byte))
        await ledgers.read(then)
        expect(await reading(ledgers, now)).toEqual(await reading(ledgerReading(), now))
        expect(await reading(ledgers, ledger)).toEqual(await reading(ledgerReading(), ledger))
      }),
      { numRuns: 40 },
    )
  })
})
