import { beforeAll, describe, expect, it } from 'vitest'
import { joinBytes, utf8 } from '../../../src/core/model/bytes.ts'
import { addendaCheckpoint, checkpointProposal, type Answer } from '../../../src/core/model/checkpoint.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { outcomeId, personId, teamId } from '../../../src/core/model/ids.ts'
import {
  addendum,
  addendumFileName,
  addendumPath,
  kindOf,
  lateAnswerBody,
  lateAnswerId,
  type AddendumBody,
  type LateAnswerBody,
} from '../../../src/core/record/addendum.ts'
import { canonicalBytes, canonicalText } from '../../../src/core/record/canonical.ts'
import { ledgerReading } from '../../../src/core/record/ledger-reading.ts'
import { closingLine, linesToAppend } from '../../../src/core/record/closing-line.ts'
import { makeDevice, type Device } from '../../../src/core/record/device.ts'
import { loadDigest } from '../../../src/core/record/digest.ts'
import type { AnswerLine, ExportLine } from '../../../src/core/record/ledger-line.ts'
import { derivation, ledgerWriter, saltFor } from '../../../src/core/record/ledger-writer.ts'
import { leafOf } from '../../../src/core/record/manifest.ts'
import { signCheckpoint } from '../../../src/core/record/sign.ts'
import { verifyRecords, type FindingCode } from '../../../src/core/record/verify.ts'
import { addTo, lateSignature, laterDay, sentLetter, withAddenda } from '../../fixtures/record/sample-addenda.ts'
import { readerOf, sampleFolder, type Folder } from '../../fixtures/record/sample-folder.ts'
import { verifyIndependently } from './independent-verifier.ts'
import { declined, idFrom, sampleTeam, signedSample, type SampleTeam } from '../../fixtures/record/sample-outcome.ts'

let filed: Folder
let whole: Folder
let rows: string[]
let team: SampleTeam
let answerPath: string
/** Before anybody answered at the read-back. */
const before = instant.parse('2026-11-24T09:50:30.000Z')
const exportPath = `${idFrom(0xe002)}/2026-12-01_${idFrom(0x9002)}_export/export.json`

beforeAll(async () => {
  filed = await sampleFolder()
  whole = await withAddenda(filed)
  team = await sampleTeam()
  rows = utf8.decode(bytesAt('ledger.jsonl')).split('\n').slice(0, -1)
  answerPath = Array.from(whole.keys()).find((path) => path.endsWith('answer.json')) ?? ''
})

const bytesAt = (path: string): Uint8Array => whole.get(path) ?? new Uint8Array()
const ledgerOf = (lines: readonly string[]): Uint8Array => utf8.encode(lines.map((line) => `${line}\n`).join(''))
const withLedger = (folder: Folder, lines: readonly string[]): Folder => new Map(folder).set('ledger.jsonl', ledgerOf(lines))
const verdict = async (folder: Folder): Promise<[string, FindingCode][]> =>
  (await verifyRecords(readerOf(folder))).findings.map(({ file, code }) => [file, code])

interface Forgery {
  readonly signer: Device
  /** What the ledger line says in the place of what the export does. */
  readonly what?: ExportLine['what']
}

/** Appends one addendum as somebody who holds the folder would who keeps to no rule but the chain's. */
async function forge(body: AddendumBody, { signer, what }: Forgery): Promise<Folder> {
  const digest = await loadDigest()
  const derive = derivation(signer.signingSecret, digest)
  const { lines: before } = await ledgerReading().read(filed.get('ledger.jsonl') ?? new Uint8Array())
  const ledger = ledgerWriter(before, { team: teamId.parse(idFrom(0xd001)), at: laterDay, digest, derive })
  const salt = saltFor(derive, body.id)
  const leaf = leafOf(digest, salt, canonicalText(body))
  const line = ledger.write<AnswerLine | ExportLine>((place) =>
    body.format === 'mdt-huddle/export'
      ? { kind: 'export', addendum: body.id, what: what ?? body.what, to: body.recipient.kind, leaf, ...place }
      : { kind: 'answer', addendum: body.id, outcome: body.outcome, leaf, ...place },
  )
  const checkpoint = addendaCheckpoint.parse({
    format: 'mdt-huddle/checkpoint',
    version: 1,
    closes: 'addenda',
    lines: ledger.count,
    head: ledger.head,
    addenda: [line.addendum],
    at: laterDay,
  })
  const signature = await signCheckpoint(checkpoint, signer.signingSecret)
  const lines = [line, closingLine(checkpoint, [{ card: signer.card, signature }])]
  const content = canonicalBytes({ format: 'mdt-huddle/addendum', version: 1, body, salt, ledger: lines })
  return new Map(filed)
    .set('ledger.jsonl', joinBytes(filed.get('ledger.jsonl') ?? new Uint8Array(), linesToAppend(lines.map(canonicalText))))
    .set(`${addendumPath(body).join('/')}/${addendumFileName(kindOf(body))}`, content)
}

const bodyAt = (path: string): AddendumBody => addendum.parse(JSON.parse(utf8.decode(bytesAt(path)))).body

describe('verifying late answers and exports', () => {
  it('[R29] for all single-byte changes to an answer or export file, verifying fails and names that file alone', { timeout: 60_000 }, async () => {
    const missed: string[] = []
    for (const path of [answerPath, exportPath]) {
      const bytes = bytesAt(path)
      for (let position = 0; position < bytes.length; position += 31) {
        const changed = bytes.with(position, (bytes[position] ?? 0) ^ (1 << (position % 8)))
        const named = new Set((await verdict(new Map(whole).set(path, changed))).map(([file]) => file))
        if (named.size !== 1 || !named.has(path)) missed.push(`${path} at ${position}`)
      }
    }
    expect(missed).toEqual([])
  })

  it('[R29] a ledger cut after any line that is not its last is found, whether or not a checkpoint stands there', async () => {
    for (let kept = 1; kept < rows.length; kept += 1) {
      expect(await verdict(withLedger(whole, rows.slice(0, kept)))).not.toEqual([])
    }
    expect(await verdict(withLedger(whole, rows.slice(0, 8)))).toEqual([
      [exportPath.replace('/export.json', ''), 'unplaced-package'],
    ])
  })

  it('[R29] each line of an addition cannot be removed, moved or written twice unnoticed', async () => {
    for (const index of [6, 7, 8, 9]) {
      const row = rows[index] ?? ''
      expect(await verdict(withLedger(whole, rows.toSpliced(index, 1)))).not.toEqual([])
      expect(await verdict(withLedger(whole, rows.toSpliced(index, 0, row)))).not.toEqual([])
      expect(await verdict(withLedger(whole, [...rows.toSpliced(index, 1), row].toSpliced(2, 0, row)))).not.toEqual([])
    }
  })

  it('[R29] an answer or export that is taken away, moved or put in without a line is named', async () => {
    const without = new Map(whole)
    without.delete(exportPath)
    expect(await verdict(without)).toEqual([['ledger.jsonl', 'missing-package']])
    const elsewhere = exportPath.replace(idFrom(0xe002), idFrom(0xe001))
    expect(await verdict(without.set(elsewhere, bytesAt(exportPath)))).toEqual([[elsewhere, 'wrong-folder']])
    const asAnswer = exportPath.replace('_export/export', '_answer/answer')
    const renamed = new Map(whole).set(asAnswer, bytesAt(exportPath))
    renamed.delete(exportPath)
    expect(await verdict(renamed)).toContainEqual([asAnswer, 'wrong-folder'])
    expect(await verdict(new Map(whole).set(`${exportPath.replace('/export.json', '')}/more.json`, utf8.encode('{}')))).toEqual([
      [`${exportPath.replace('/export.json', '')}/more.json`, 'extra-file'],
    ])
  })

  it('[R30] whoever files cannot put in an answer that nobody gave, to another outcome, or a second one', async () => {
    const body = lateAnswerBody.parse(bodyAt(answerPath))
    const { nurse, socialWorker } = team
    expect(await verdict(await forge(body, { signer: nurse }))).toEqual([])
    const codes = async (given: Answer, over: Partial<LateAnswerBody> = {}): Promise<FindingCode[]> => {
      const outcome = over.outcome ?? body.outcome
      const changed = lateAnswerBody.parse({ ...body, ...over, given, id: lateAnswerId(await loadDigest(), outcome, given) })
      return (await verdict(await forge(changed, { signer: nurse }))).map(([, code]) => code)
    }
    const other = await lateSignature(await signedSample(2))
    expect(await codes(other.given)).toEqual(['wrong-signature'])
    expect(await codes({ ...body.given, card: { ...socialWorker.card, name: 'Somebody else' } })).toEqual(['wrong-card'])
    const { payload } = await signedSample(1)
    expect(await codes(await declined(payload, nurse, 'I take it back', laterDay))).toEqual(['wrong-answer'])
    expect(await codes(body.given, { person: personId.parse(idFrom(0xe002)) })).toEqual(['wrong-folder'])
    expect(await codes(body.given, { outcome: outcomeId.parse(idFrom(0xaaaa)) })).toEqual(['wrong-answer'])
  })

  it('[R30] [R243] only a refusal that its giver gave before signing stands after the signature, and only as what it is', async () => {
    const { nurse, socialWorker } = team
    const { payload, outcome } = await signedSample(1)
    const placed = async (given: Answer, version: number): Promise<[string, string][]> => {
      const id = lateAnswerId(await loadDigest(), outcome.id, given)
      const body = lateAnswerBody.parse({ ...bodyAt(answerPath), version, given, id })
      const folder = await forge(body, { signer: nurse })
      const codes = (await verdict(folder)).map(([, code]) => code)
      return [...codes, '-'].map((code, index) => [code, verifyIndependently(folder)[index]?.code ?? '-'])
    }
    const [early, late] = [await declined(payload, nurse, 'Not yet', before), await declined(payload, nurse, 'I take it back', laterDay)]
    expect(await placed(early, 2)).toEqual([['-', '-']])
    for (const [given, version] of [[early, 1], [late, 2], [await declined(payload, socialWorker, 'Still not', before), 2]] as const)
      expect(await placed(given, version)).toEqual([['wrong-answer', 'wrong-answer'], ['-', '-']])
    const signed = bodyAt(answerPath)
    expect(lateAnswerBody.safeParse({ ...signed, version: 2 }).success).toBe(false)
  })

  it('[R14] [R243] a late answer of a version from later is refused by name, and one that is none of its version as edited', async () => {
    const folder = await forge(bodyAt(answerPath), { signer: team.nurse })
    const value = JSON.parse(utf8.decode(folder.get(answerPath) ?? new Uint8Array()))
    for (const [version, code] of [[3, 'unknown-version'], [2, 'edited-file']] as const) {
      const changed = new Map(folder).set(answerPath, canonicalBytes({ ...value, body: { ...value.body, version } }))
      expect(await verdict(changed)).toEqual([[answerPath, code]])
    }
  })

  it('[R30] the same late answer placed twice, under another id, is found', async () => {
    const body = bodyAt(answerPath)
    const renamed = { ...body, id: bodyAt(exportPath).id }
    expect((await verdict(await forge(renamed, { signer: team.nurse }))).map(([, code]) => code)).toEqual(['edited-file'])
  })

  it('[R30] a late answer is closed by somebody who was there, and an export by whoever sent it', async () => {
    const stranger = await makeDevice(
      { random: (length) => new Uint8Array(length).fill(9) },
      { name: 'Nobody', role: 'Psychiatrist', organisation: 'Elsewhere', organisationKind: 'NHS', guest: false },
    )
    expect(await verdict(await forge(bodyAt(answerPath), { signer: stranger }))).toEqual([[answerPath, 'wrong-signature']])
    expect(await verdict(await forge(bodyAt(exportPath), { signer: team.psychologist }))).toEqual([[exportPath, 'wrong-signature']])
  })

  it('[R30] a ledger line that says another thing of an export than the export itself is found', async () => {
    const folder = await forge(bodyAt(exportPath), { signer: team.nurse, what: 'caseload' })
    expect(await verdict(folder)).toEqual([[exportPath, 'differs-from-ledger']])
  })

  it('[R30] a checkpoint closes a huddle or additions, never both, and exactly those', async () => {
    const folder = await addTo(filed, [sentLetter(2)])
    const closed = JSON.parse(utf8.decode(folder.get('ledger.jsonl') ?? new Uint8Array()).split('\n')[7] ?? '{}')
    const { addenda: _, closes: __, ...covers } = closed.checkpoint
    const asHuddle = checkpointProposal.parse({ ...covers, closes: 'huddle', huddle: idFrom(0xc001), outcomes: [idFrom(0x9002)] })
    const nothing = addendaCheckpoint.parse({ ...closed.checkpoint, addenda: [idFrom(1)] })
    for (const checkpoint of [asHuddle, nothing]) {
      const signature = await signCheckpoint(checkpoint, team.nurse.signingSecret)
      const line = closingLine(checkpoint, [{ card: team.nurse.card, signature }])
      const lines = utf8.decode(folder.get('ledger.jsonl') ?? new Uint8Array()).split('\n').slice(0, 7)
      const forged = new Map(folder).set('ledger.jsonl', joinBytes(ledgerOf(lines), linesToAppend([canonicalText(line)])))
      expect(await verdict(forged)).toContainEqual(['ledger.jsonl', 'wrong-checkpoint'])
    }
  })
})
