import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fromBase64url, joinBytes, utf8 } from '../../../src/core/model/bytes.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { digestOf } from '../../../src/core/record/digest.ts'
import { ledgerLine, type LedgerLine } from '../../../src/core/record/ledger-line.ts'
import { signCheckpoint } from '../../../src/core/record/sign.ts'
import { verifyRecords, type RecordsReport } from '../../../src/core/record/verify.ts'
import { makeDevice } from '../../../src/core/record/device.ts'
import { readerOf, sampleFolder, type Folder } from '../../fixtures/record/sample-folder.ts'
import { idFrom, sampleTeam, seededRandom } from '../../fixtures/record/sample-outcome.ts'

let whole: Folder
let rows: Uint8Array[]
const lineCount = 6

beforeAll(async () => {
  whole = await sampleFolder()
  rows = splitLines(whole.get('ledger.jsonl') ?? new Uint8Array())
})

function splitLines(bytes: Uint8Array): Uint8Array[] {
  return utf8.decode(bytes).split('\n').slice(0, -1).map(utf8.encode)
}

const verify = (folder: Folder): Promise<RecordsReport> => verifyRecords(readerOf(folder))
const withFile = (path: string, bytes: Uint8Array): Folder => new Map(whole).set(path, bytes)
const withLines = (lines: readonly Uint8Array[]): Folder =>
  withFile('ledger.jsonl', joinBytes(...lines.flatMap((line) => [line, '\n'])))
const without = (path: string): Folder => new Map(Array.from(whole).filter(([name]) => name !== path))
const codesIn = ({ findings }: RecordsReport, file: string): string[] =>
  findings.filter((found) => found.file === file).map(({ code }) => code)
const packageOf = (number: number, day: string): string =>
  `${idFrom(0xe000 + number)}/${day}_${idFrom(0xa000 + number)}`
const firstPackage = packageOf(1, '2026-11-24')
const numbers = Array.from({ length: lineCount }, (_, index) => index)

describe('verifying a records folder', () => {
  it('[R8] a folder as it was filed holds, and says who signed how much', async () => {
    const report = await verify(whole)
    expect(report).toMatchObject({
      ok: true,
      findings: [],
      counts: { lines: lineCount, checkpoints: 2, packages: 3, signatures: 6, declined: 3 },
    })
    expect(report.signatories.map(({ name, outcomes }) => `${name} ${outcomes}`).toSorted()).toEqual([
      'Amara Nkemelu 3',
      'Beth Carrow 3',
    ])
  })

  it(
    '[R9] for all single-byte changes to any file, verifying fails and names that file',
    { timeout: 120_000 },
    async () => {
      const files = Array.from(whole.keys())
      const missed: string[] = []
      let tried = 0
      for (const path of files) {
        const bytes = whole.get(path) ?? new Uint8Array()
        const step = Math.max(1, Math.floor(bytes.length / 60))
        for (let position = 0; position < bytes.length; position += step) {
          tried += 1
          const change = 1 << (tried % 8)
          const report = await verify(withFile(path, bytes.with(position, (bytes[position] ?? 0) ^ change)))
          const named = new Set(report.findings.map(({ file }) => file))
          // A changed package file is the only one named; a changed ledger line also contradicts the packages that carry it.
          const right = named.has(path) && (path === 'ledger.jsonl' || named.size === 1)
          if (report.ok || !right) missed.push(`${path} at ${position}`)
        }
      }
      expect(missed).toEqual([])
      expect(tried).toBeGreaterThan(400)
    },
  )

  it('[R9] for all cut, longer or emptied files, verifying fails and names that file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole.keys()),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 20 }),
        async (path, cut, more) => {
          const bytes = whole.get(path) ?? new Uint8Array()
          for (const changed of [bytes.slice(0, cut % bytes.length), joinBytes(bytes, more), new Uint8Array()]) {
            expect(codesIn(await verify(withFile(path, changed)), path)).not.toEqual([])
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it(
    '[R9] for all places in a JSON file, a space put in is found and the file is named',
    { timeout: 60_000 },
    async () => {
      const missed: string[] = []
      for (const path of [`${firstPackage}/manifest.json`, `${firstPackage}/outcome.json`, 'ledger.jsonl']) {
        const bytes = whole.get(path) ?? new Uint8Array()
        // Before two quotation marks of five: the end of each text, where a reader that trims would not notice.
        const places = Array.from(bytes.keys()).filter((at) => bytes[at] === 0x22 && at % 5 < 2)
        for (const at of places) {
          const report = await verify(withFile(path, joinBytes(bytes.slice(0, at), ' ', bytes.slice(at))))
          if (codesIn(report, path).length === 0) missed.push(`${path} at ${at}`)
        }
      }
      expect(missed).toEqual([])
    },
  )

  it.each(numbers)('[R10] line %# of the ledger cannot be removed unnoticed', async (index) => {
    const report = await verify(withLines(rows.toSpliced(index, 1)))
    const expected = index === lineCount - 1 ? 'cut-tail' : 'removed-line'
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        file: 'ledger.jsonl',
        line: index === lineCount - 1 ? index : index + 1,
        code: expected,
      }),
    )
  })

  it.each(numbers)('[R10] line %# of the ledger cannot be written twice unnoticed', async (index) => {
    const line = rows[index] ?? new Uint8Array()
    for (const at of numbers) {
      expect(codesIn(await verify(withLines(rows.toSpliced(at, 0, line))), 'ledger.jsonl')).toContain('duplicated-line')
    }
  })

  it.each(numbers.flatMap((one) => numbers.filter((other) => other > one).map((other) => [one, other] as const)))(
    '[R10] lines %i and %i of the ledger cannot be swapped unnoticed',
    async (one, other) => {
      const [a, b] = [rows[one] ?? new Uint8Array(), rows[other] ?? new Uint8Array()]
      expect(codesIn(await verify(withLines(rows.with(one, b).with(other, a))), 'ledger.jsonl')).toContain('moved-line')
    },
  )

  it('[R10] a ledger cut at any byte is found', async () => {
    const bytes = whole.get('ledger.jsonl') ?? new Uint8Array()
    for (let length = bytes.length - 1; length > 0; length -= 37) {
      expect(codesIn(await verify(withFile('ledger.jsonl', bytes.slice(0, length))), 'ledger.jsonl')).toContain(
        'cut-tail',
      )
    }
  })

  it('[R10] another line with the number of one that is there is a fork', async () => {
    const parsed = ledgerLine.parse(JSON.parse(utf8.decode(rows[2] ?? new Uint8Array())))
    const forged = utf8.encode(canonicalText({ ...parsed, outcome: idFrom(0xa777) }))
    const report = await verify(withLines(rows.toSpliced(3, 0, forged)))
    expect(report.findings).toContainEqual(
      expect.objectContaining({ file: 'ledger.jsonl', line: 4, code: 'forked-line' }),
    )
  })

  it('[R11] a package that the ledger places cannot be taken away unnoticed', async () => {
    const report = await verify(new Map(Array.from(whole).filter(([path]) => !path.startsWith(firstPackage))))
    expect(report.findings).toEqual([
      expect.objectContaining({ file: 'ledger.jsonl', line: 2, code: 'missing-package' }),
    ])
  })

  it('[R11] each file of a package cannot be taken away unnoticed', async () => {
    for (const path of Array.from(whole.keys()).filter((name) => name.includes('/'))) {
      expect(codesIn(await verify(without(path)), path)).toEqual(['missing-file'])
    }
    expect((await verify(without('ledger.jsonl'))).findings).toContainEqual(
      expect.objectContaining({ file: 'ledger.jsonl', code: 'missing-ledger' }),
    )
  })

  it.each([
    'notes.txt',
    `${firstPackage}/extra.json`,
    `${firstPackage}/deeper/outcome.json`,
    `${idFrom(7)}/stray.json`,
    `${idFrom(7)}/`,
    'ledger.jsonl.bak',
    '../ledger.jsonl',
  ])('[R11] %s is named as no part of the records', async (path) => {
    expect(codesIn(await verify(withFile(path, utf8.encode('{}'))), path)).toEqual(['extra-file'])
  })

  it('[R11] a package in another person’s folder, under another day or a second time is named', async () => {
    const moved = (to: string, keep: boolean): Folder =>
      new Map(
        Array.from(whole).flatMap(([path, bytes]) =>
          path.startsWith(firstPackage)
            ? [...(keep ? [[path, bytes] as const] : []), [path.replace(firstPackage, to), bytes] as const]
            : [[path, bytes] as const],
        ),
      )
    const elsewhere = firstPackage.replace(idFrom(0xe001), idFrom(0xe002))
    expect(codesIn(await verify(moved(elsewhere, false)), `${elsewhere}/outcome.json`)).toEqual(['wrong-folder'])
    const otherDay = firstPackage.replace('2026-11-24', '2026-11-25')
    expect(codesIn(await verify(moved(otherDay, false)), `${otherDay}/outcome.json`)).toEqual(['wrong-folder'])
    expect((await verify(moved(elsewhere, true))).findings).toContainEqual(
      expect.objectContaining({ file: elsewhere, code: 'extra-file' }),
    )
  })

  it('[R11] a whole package that no line places is named', async () => {
    const report = await verify(withLines(rows.slice(0, 4)))
    expect(codesIn(report, packageOf(3, '2026-11-27'))).toEqual(['unplaced-package'])
  })

  it('[R12] a ledger rewritten from a changed line on, links and all, fails on its signatures', async () => {
    const report = await verify(
      withLines(await rewritten((line) => (line.kind === 'opening' ? { ...line, team: idFrom(0xbad) } : line))),
    )
    expect(codesIn(report, 'ledger.jsonl')).toContain('wrong-signature')
  })

  it('[R101] an outcome from which every signature was taken does not hold, whoever closes it', async () => {
    const path = `${firstPackage}/manifest.json`
    const folder = await forged(path, (body) => ({ ...body, answers: answersIn(path).filter(({ kind }) => kind === 'declined') }))
    expect(codesIn(await verify(folder), path)).toEqual(['wrong-signature'])
  })

  it('[R12] a rewritten ledger signed by a stranger fails: nobody who was there closed the huddle', async () => {
    const stranger = await makeDevice(
      { random: seededRandom(99) },
      { name: 'Nobody', role: 'Psychiatrist', organisation: 'Elsewhere', organisationKind: 'NHS', guest: false },
    )
    const lines = await rewritten((line) => line, stranger)
    expect((await verify(withLines(lines))).findings).toContainEqual(
      expect.objectContaining({ file: 'ledger.jsonl', line: 4, code: 'wrong-signature' }),
    )
  })

  it('[R12] a co-signature taken out of the newest checkpoint is found by the packages that carry it', async () => {
    const last = ledgerLine.parse(JSON.parse(utf8.decode(rows.at(-1) ?? new Uint8Array())))
    const fewer = last.kind === 'checkpoint' ? { ...last, signatures: last.signatures.slice(1) } : last
    const report = await verify(withLines(rows.with(lineCount - 1, utf8.encode(canonicalText(fewer)))))
    expect(codesIn(report, `${packageOf(3, '2026-11-27')}/manifest.json`)).toEqual(['differs-from-ledger'])
  })

  it('[R12] a checkpoint that names a device with another device’s key is found', async () => {
    const { psychologist, nurse } = await sampleTeam()
    const other = (device: string): string =>
      device === nurse.card.device ? psychologist.card.signingKey : nurse.card.signingKey
    const last = ledgerLine.parse(JSON.parse(utf8.decode(rows.at(-1) ?? new Uint8Array())))
    const swapped =
      last.kind === 'checkpoint'
        ? { ...last, signatures: last.signatures.map((each) => ({ ...each, signingKey: other(each.device) })) }
        : last
    expect(
      codesIn(await verify(withLines(rows.with(lineCount - 1, utf8.encode(canonicalText(swapped))))), 'ledger.jsonl'),
    ).toContain('wrong-card')
  })

  it('[R12] whoever files cannot put in an answer that nobody gave, though every digest and checkpoint fits', async () => {
    const path = `${firstPackage}/manifest.json`
    const [one, two, three] = answersIn(path)
    const codes = async (answers: readonly unknown[]): Promise<string[]> => {
      const folder = await forged(path, (body) => ({ ...body, answers }))
      const found = codesIn(await verify(folder), path)
      const alone = new Map([...folder].flatMap(([name, bytes]) => (name.startsWith(`${firstPackage}/`) ? [[name.slice(firstPackage.length + 1), bytes] as const] : [])))
      expect(codesIn(await verify(alone), 'manifest.json')).toEqual(found)
      return found
    }
    expect(await codes([one, two, three])).toEqual([])
    expect(await codes([{ ...one, signature: two?.signature ?? three?.signature }, two, three])).toContain(
      'wrong-signature',
    )
    expect(await codes([{ ...one, card: { ...one?.card, name: 'Somebody else' } }, two, three])).toContain('wrong-card')
    expect(await codes([one, one, two, three])).toContain('wrong-signature')
    expect(await codes([two, one, three])).toContain('wrong-signature')
  })

  it('[R12] whoever files cannot place a package under another person in its manifest', async () => {
    const path = `${firstPackage}/manifest.json`
    const report = await verify(await forged(path, (body) => ({ ...body, person: idFrom(0xe002) })))
    expect(report.findings).toEqual([expect.objectContaining({ file: path, code: 'wrong-folder' })])
  })

  it('[R13] whole huddles cut from the end, packages and all, are found by a head that was noted elsewhere', async () => {
    const { head } = await verify(whole)
    const earlier = new Map(
      Array.from(withLines(rows.slice(0, 4))).filter(([path]) => !path.startsWith(packageOf(3, '2026-11-27'))),
    )
    expect((await verify(earlier)).ok).toBe(true)
    const report = await verifyRecords(readerOf(earlier), undefined, { knownHead: head })
    expect(report.findings).toEqual([expect.objectContaining({ file: 'ledger.jsonl', code: 'unknown-head' })])
    expect((await verifyRecords(readerOf(whole), undefined, { knownHead: head })).ok).toBe(true)
  })

  it.each([
    ['a later version of the ledger', 0, 'version 2', (line: object) => ({ ...line, version: 2 })],
    [
      'another algorithm',
      0,
      'algorithm “SHA-1”',
      (line: object) => ({ ...line, algorithms: { canonical: 'RFC 8785', digest: 'SHA-1', signature: 'Ed25519' } }),
    ],
    ['a kind of line from later', 1, 'kind “erasure”', (line: object) => ({ ...line, kind: 'erasure' })],
  ])('[R14] %s is refused by name', async (_what, index, named, change) => {
    const line: unknown = JSON.parse(utf8.decode(rows[index] ?? new Uint8Array()))
    const changed = utf8.encode(canonicalText(change(typeof line === 'object' && line !== null ? line : {})))
    const report = await verify(withLines(rows.with(index, changed)))
    expect(report.findings).toContainEqual(
      expect.objectContaining({ file: 'ledger.jsonl', line: index + 1, code: 'unknown-version', sentence: expect.stringContaining(named) }),
    )
  })

  it('[R14] a manifest of a later version is refused by name', async () => {
    const path = `${firstPackage}/manifest.json`
    const later = { ...JSON.parse(utf8.decode(whole.get(path) ?? new Uint8Array())), version: 2 }
    expect(codesIn(await verify(withFile(path, utf8.encode(canonicalText(later)))), path)).toEqual(['unknown-version'])
  })

  it('[R15] a file that cannot be read is named, and the rest is still looked at', async () => {
    const reader = readerOf(without(`${firstPackage}/outcome.pdf`))
    const report = await verifyRecords({ list: async () => Array.from(whole.keys()), read: reader.read })
    expect(report.findings).toEqual([
      expect.objectContaining({ file: `${firstPackage}/outcome.pdf`, code: 'unreadable-file' }),
    ])
    expect(report.counts.packages).toBe(3)
  })

  it('[R15] progress goes up to the number of packages and the ledger', async () => {
    const steps: string[] = []
    await verifyRecords(readerOf(whole), (done, total) => void steps.push(`${done}/${total}`))
    expect(steps).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4'])
  })
})

/** The ledger written again with each line changed by `change`, every link and head put right, signed by `signer` if any. */
async function rewritten(
  change: (line: LedgerLine) => object,
  signer?: Awaited<ReturnType<typeof makeDevice>>,
): Promise<Uint8Array[]> {
  const written: Uint8Array[] = []
  let prev = await digestOf(new Uint8Array())
  for (const row of rows) {
    let line = ledgerLine.parse({ ...change(ledgerLine.parse(JSON.parse(utf8.decode(row)))), prev })
    if (line.kind === 'checkpoint') {
      const checkpoint = { ...line.checkpoint, head: prev }
      const own = signer && [
        {
          device: signer.card.device,
          signingKey: signer.card.signingKey,
          signature: await signCheckpoint(checkpoint, signer.signingSecret),
        },
      ]
      line = { ...line, checkpoint, signatures: own ?? line.signatures }
    }
    const bytes = utf8.encode(canonicalText(line))
    prev = await digestOf(bytes)
    written.push(bytes)
  }
  return written
}

type Fields = Record<string, unknown> & { readonly signature?: string; readonly card?: object }
const fields = z.record(z.string(), z.unknown())
const manifestFields = z.object({ body: fields, salt: z.string(), ledger: z.array(fields) }).catchall(z.unknown())

const manifestAt = (path: string) => manifestFields.parse(JSON.parse(utf8.decode(whole.get(path) ?? new Uint8Array())))

/** The answers in a manifest, by device id. */
function answersIn(path: string): Fields[] {
  const { body } = manifestAt(path)
  return Array.isArray(body['answers']) ? body['answers'] : []
}

/** A folder in which one manifest's body is changed and everything that covers it is made to fit, by a signer of it all. */
async function forged(path: string, change: (body: Record<string, unknown>) => object): Promise<Folder> {
  const { nurse } = await sampleTeam()
  const changed = manifestAt(path)
  const body = change(changed.body)
  const leaf = await digestOf(
    joinBytes('mdt-huddle/leaf/v1\n', fromBase64url(changed.salt), utf8.encode(canonicalText(body))),
  )
  const lines = await rewritten(
    (line) => (line.kind === 'outcome' && line.outcome === changed.body['outcome'] ? { ...line, leaf } : line),
    nurse,
  )
  const folder = withLines(lines)
  for (const each of Array.from(whole.keys()).filter((name) => name.endsWith('manifest.json'))) {
    const manifest = manifestAt(each)
    const ledger = manifest.ledger.map(({ line }) =>
      JSON.parse(utf8.decode(lines[Number(line) - 1] ?? new Uint8Array())),
    )
    folder.set(each, utf8.encode(canonicalText({ ...manifest, body: each === path ? body : manifest.body, ledger })))
  }
  return folder
}
