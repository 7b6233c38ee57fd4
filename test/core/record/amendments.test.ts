import { describe, expect, it } from 'vitest'
import { outcomeId } from '../../../src/core/model/ids.ts'
import type { Replacement } from '../../../src/core/model/outcome.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { checkAmendments, type KnownOutcome } from '../../../src/core/record/checks/across-folders.ts'
import type { Placing } from '../../../src/core/record/checks/covered.ts'
import { outcomeLine } from '../../../src/core/record/ledger-line.ts'
import { verifyRecords, type RecordsReport } from '../../../src/core/record/verify.ts'
import { fileHuddle, readerOf, sampleFolder, toFile, type Folder } from '../../fixtures/record/sample-folder.ts'
import { idFrom, laterHuddle, signedAmendment, signedSample } from '../../fixtures/record/sample-outcome.ts'

const verify = (folder: Folder): Promise<RecordsReport> => verifyRecords(readerOf(folder))
const later = '2026-12-08T10:10:00.000Z'

async function withAmendment(number: number, over: object = {}): Promise<Folder> {
  return fileHuddle(await sampleFolder(), [toFile(await signedAmendment(number, 1, over))], idFrom(0xc003), later)
}

const known = (number: number, replaces?: Replacement): [string, KnownOutcome] => [
  idFrom(number),
  { person: idFrom(0xe001), team: idFrom(0xd001), digest: '', cards: new Map(), answers: [], folder: `folder ${number}`, replaces },
]

const placedAt = (number: number, at: number): [string, Placing] => [
  idFrom(number),
  {
    line: outcomeLine.parse({ kind: 'outcome', outcome: idFrom(number), huddle: idFrom(1), leaf: '0'.repeat(64), line: at, prev: '0'.repeat(64), at: later }),
    until: [],
    carried: new Uint8Array(),
  },
]

const aboutReplacing = ({ notices }: Awaited<ReturnType<typeof verify>>): string[] => notices.flatMap(({ sentence }) => (sentence.includes('replace') ? sentence : []))

describe('amendments', () => {
  it('[R33] an amendment names an outcome that was placed before it, of the same person', async () => {
    const held = await verify(await withAmendment(11))
    expect([held.ok, aboutReplacing(held)]).toEqual([true, []])
    const otherPerson = await verify(await withAmendment(11, { person: (await signedSample(2)).outcome.person }))
    expect(otherPerson.findings).toMatchObject([
      { file: `${idFrom(0xe002)}/2026-12-08_${idFrom(0xa00b)}/outcome.json`, code: 'wrong-amendment', sentence: expect.stringContaining('another person') },
    ])
  })

  it('[R33] what replaces an outcome that is not in the folder is not filed there, and found where it was', async () => {
    const unknown = { replaces: { outcome: idFrom(0xa999), because: 'It changed.' } }
    const refused: unknown = await withAmendment(11, unknown).catch((error: unknown) => error)
    expect(refused instanceof ProblemError && refused.problem.code).toBe('replaced-elsewhere')
    const folder = await withAmendment(11)
    const gone = new Map(Array.from(folder).filter(([path]) => !path.startsWith(idFrom(0xe001)) || path.includes(idFrom(0xa00b))))
    expect((await verify(gone)).findings.map(({ code }) => code)).toEqual(['missing-package'])
  })

  it('[R33] an outcome that replaces one that is placed after it, or nowhere, is named', () => {
    const amending = known(2, { outcome: outcomeId.parse(idFrom(1)), because: 'It changed.' })
    const found = (placings: [string, Placing][]) => checkAmendments(new Map([known(1), amending]), new Map(placings)).findings.map(({ file }) => file)
    expect(found([placedAt(1, 2), placedAt(2, 3)])).toEqual([])
    expect(found([placedAt(1, 3), placedAt(2, 2)])).toEqual(['folder 2/outcome.json'])
    expect(found([placedAt(2, 2)])).toEqual(['folder 2/outcome.json'])
  })

  it('[R33] an amendment comes after what it replaces, though both are filed at once', async () => {
    const [first, second] = [await signedSample(1), await signedAmendment(11, 1, { huddle: (await signedSample(1)).outcome.huddle })]
    const folder = await fileHuddle(new Map(), [toFile(second), toFile(first)])
    expect((await verify(folder)).findings).toEqual([])
  })

  it('[R33] [J94] also where it was read back at a computer whose clock is behind', async () => {
    const first = await signedSample(1)
    const second = await signedAmendment(11, 1, { huddle: first.outcome.huddle, readBackAt: '2026-11-24T09:31:00.000Z' })
    expect(second.outcome.readBackAt < first.outcome.readBackAt).toBe(true)
    const report = await verify(await fileHuddle(new Map(), [toFile(second), toFile(first)]))
    expect([report.findings, report.counts.packages]).toEqual([[], 2])
  })

  it('[R33] two outcomes that replace the same one hold, and it is said', async () => {
    const once = await withAmendment(11)
    const next = await signedAmendment(12, 1, { readBackAt: '2026-12-09T09:50:00.000Z', huddle: laterHuddle(0xc004) })
    const twice = await fileHuddle(once, [toFile(next)], idFrom(0xc004), '2026-12-09T10:10:00.000Z')
    const held = await verify(twice)
    expect([held.ok, aboutReplacing(held)]).toEqual([true, [`Outcomes ${idFrom(0xa00b)} and ${idFrom(0xa00c)} both replace outcome ${idFrom(0xa001)}: neither replaces the other.`]])
  })
})
