import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { verdictInWords } from '../../../src/core/record/report-words.ts'
import { verifyRecords, type RecordsReport } from '../../../src/core/record/verify.ts'
import { addTo, lateSignature, sentLetter } from '../../fixtures/record/sample-addenda.ts'
import { readerOf, sampleFolder, type Folder } from '../../fixtures/record/sample-folder.ts'
import { signedSample } from '../../fixtures/record/sample-outcome.ts'

let whole: Folder
let alone: Folder[]

/** The folder at a path, as if somebody had been given it and nothing else. */
function folderAt(at: string): Folder {
  return new Map([...whole].flatMap(([path, bytes]) => (path.startsWith(`${at}/`) ? [[path.slice(at.length + 1), bytes] as const] : [])))
}

beforeAll(async () => {
  whole = await addTo(await sampleFolder(), [await lateSignature(await signedSample(1)), sentLetter(2)])
  alone = [...new Set([...whole.keys()].filter((path) => path.includes('/')).map((path) => path.slice(0, path.lastIndexOf('/'))))].map(folderAt)
})

const verify = (folder: Folder): Promise<RecordsReport> => verifyRecords(readerOf(folder))
const text = (folder: Folder, name: string): string => utf8.decode(folder.get(name) ?? new Uint8Array())
const nameIn = (folder: Folder): string => ['manifest.json', 'answer.json', 'export.json'].find((name) => folder.has(name)) ?? ''

describe('one folder of the records by itself', () => {
  it('[R99] holds as far as it can show, says what it cannot, and is never said to be everything', async () => {
    expect(alone).toHaveLength(5)
    for (const folder of alone) {
      const report = await verify(folder)
      expect(report).toMatchObject({ ok: true, alone: true, findings: [] })
      expect(report.notices[0]?.sentence).toMatch(/by itself.*only the whole records folder shows/)
      expect(verdictInWords('it', report)).toMatch(/^What is in it holds, as far as it can show by itself/)
    }
    expect((await verify(whole)).alone).toBe(false)
  })

  it('[R99] for all single-byte changes to any file of it, verifying fails and names that file', { timeout: 60_000 }, async () => {
    const missed: string[] = []
    for (const folder of alone) {
      for (const [path, bytes] of folder) {
        const step = Math.max(1, Math.floor(bytes.length / 60))
        for (let position = 0; position < bytes.length; position += step) {
          const { ok, findings } = await verify(new Map(folder).set(path, bytes.with(position, (bytes[position] ?? 0) ^ (1 << (position % 8)))))
          if (ok || !findings.some(({ file }) => file === path)) missed.push(`${path} at ${position}`)
        }
      }
    }
    expect(missed).toEqual([])
  })

  it('[R99] for all lines that it carries, one that is left out, doubled or moved is found', async () => {
    for (const folder of alone) {
      const name = nameIn(folder)
      const file = JSON.parse(text(folder, name))
      const lines: unknown[] = file.ledger
      const changed = lines.flatMap((line, index) => [lines.toSpliced(index, 1), lines.toSpliced(index, 0, line), lines.toReversed()])
      for (const ledger of changed) expect((await verify(new Map(folder).set(name, utf8.encode(canonicalText({ ...file, ledger }))))).ok).toBe(false)
    }
  })

  it('[R99] a package put into the place of a records folder without its ledger does not hold', async () => {
    const [first] = alone
    const bare = new Map([...whole].filter(([path]) => path !== 'ledger.jsonl'))
    const report = await verify(new Map([...bare, ...(first ?? [])]))
    expect(report.ok).toBe(false)
    expect(report.findings.filter(({ code }) => code === 'extra-file').length).toBe(bare.size)
  })

  it('[R99] a ledger line that was noted elsewhere and is not among those that it carries is missed', async () => {
    const [first] = alone
    const report = await verifyRecords(readerOf(first ?? new Map()), undefined, { knownHead: 'ab'.repeat(32) })
    expect(report.findings.map(({ code }) => code)).toEqual(['unknown-head'])
  })
})
