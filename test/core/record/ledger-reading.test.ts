import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { joinBytes } from '../../../src/core/model/bytes.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { huddleId, teamId } from '../../../src/core/model/ids.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { finishFiling, prepareFiling } from '../../../src/core/record/filing.ts'
import { ledgerReading, type LedgerReading, type WholeLedger } from '../../../src/core/record/ledger-reading.ts'
import { manyOutcomes } from '../../fixtures/record/many-outcomes.ts'
import { coSign, toFile } from '../../fixtures/record/sample-folder.ts'
import { idFrom, laterHuddle, sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'

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

/** Files one outcome more behind a ledger, and gives the lines that a filing writes. */
const fileBehind = async (ledgers: LedgerReading, ledgerNow: Uint8Array, number = 900): Promise<Uint8Array> => {
  const huddle = laterHuddle(0xd100 + number)
  const { nurse } = await sampleTeam()
  const at = instant.parse('2026-11-25T10:10:00.000Z')
  const outcomes = [toFile(await signedSample(number, { huddle }))]
  const prepared = await prepareFiling({ ledgerNow, ledgers, outcomes, huddle: huddleId.parse(huddle.id), team: teamId.parse(idFrom(0xd001)), at, secret: nurse.signingSecret })
  if (!prepared.proposal) throw new Error('nothing was proposed')
  return (await finishFiling(prepared, await coSign(prepared.proposal))).lines
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

  it('[R256] for all changes to what a filing writes, and all that comes behind it, a reading that expects it says what one that does not says', async () => {
    for (const before of [new Uint8Array(), ledger]) {
      const lines = await fileBehind(ledgerReading(), before)
      const further = await fileBehind(ledgerReading(), joinBytes(before, lines), 901)
      await fc.assert(
        fc.asyncProperty(fc.nat(lines.length - 1), fc.constantFrom('as written', 'changed', 'cut', 'written on'), async (where, how) => {
          const ledgers = ledgerReading()
          await fileBehind(ledgers, before)
          const changed = lines.map((byte, index) => (index === where ? byte ^ 1 : byte))
          const behind = { 'as written': lines, changed, cut: lines.slice(0, where), 'written on': joinBytes(lines, further) }[how]
          const now = joinBytes(before, behind)
          expect(await reading(ledgers, now)).toEqual(await reading(ledgerReading(), now))
        }),
        { numRuns: 25 },
      )
    }
  })

  it('[R256] what a filing wrote behind one ledger is refused behind another', async () => {
    const ledgers = ledgerReading()
    const lines = await fileBehind(ledgers, ledger)
    const shorter = ledger.slice(0, wholeUpTo.at(-2))
    await ledgers.read(shorter)
    expect(await reading(ledgers, joinBytes(shorter, lines))).toMatchObject({ code: 'ledger-damaged' })
  })
})
