import { bytesOfFile, utf8 } from '../../../src/core/model/bytes.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { huddleId, teamId } from '../../../src/core/model/ids.ts'
import type { Device } from '../../../src/core/record/device.ts'
import { finishFiling, prepareFiling, type OutcomeToFile, type PackageFiles } from '../../../src/core/record/filing.ts'
import { loadDigest } from '../../../src/core/record/digest.ts'
import { ledgerReading, type LedgerReading } from '../../../src/core/record/ledger-reading.ts'
import { buildPackageFiles } from '../../../src/core/record/package-files.ts'
import { signCheckpoint, signOutcome } from '../../../src/core/record/sign.ts'
import { verifyRecords } from '../../../src/core/record/verify.ts'
import { WrittenOutcome } from '../../../src/core/record/written-outcome.ts'
import type { PdfFonts } from '../../../src/core/session/parts.ts'
import type { Outcome } from '../../../src/core/model/outcome.ts'
import { fetchPdfFonts } from '../../../src/renderer/pdf-fonts.ts'
import { plainFiles, readerOf, type Folder } from '../../fixtures/record/sample-folder.ts'
import { idFrom, sampleOutcome, sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { bareOperations, recordOperations, replay, type BareOperation } from './bare-sodium.ts'
import { expose } from './expose.ts'
import { timed } from './vaults.ts'

/** Outcomes of one huddle, and so of one filing. */
const eachHuddle = 50

const at = instant.parse('2026-11-24T10:10:00.000Z')

interface Filed {
  readonly ledgers?: LedgerReading
  /** Whether the packages are kept, or only the ledger: a session hands them to its host, huddle by huddle, and keeps none. */
  readonly keep: boolean
}

/** Files the outcomes of one huddle as a session does, into a folder in memory. */
async function file(folder: Folder, outcomes: readonly OutcomeToFile[], huddle: string, { card, signingSecret }: Device, { ledgers = ledgerReading(), keep }: Filed): Promise<Folder> {
  const prepared = await prepareFiling({
    ledgerNow: folder.get('ledger.jsonl') ?? new Uint8Array(),
    ledgers,
    outcomes,
    huddle: huddleId.parse(huddle),
    team: teamId.parse(idFrom(0xd001)),
    at,
    secret: signingSecret,
  })
  if (!prepared.proposal) throw new Error('there was nothing to file')
  const { packages, lines } = await finishFiling(prepared, [{ card, signature: await signCheckpoint(prepared.proposal, signingSecret) }])
  // Into the same map, and behind the same ledger: to copy them for each huddle would be no part of the work.
  if (keep) for (const { path, files } of packages) for (const { name, content } of files) folder.set([...path, name].join('/'), bytesOfFile(content))
  return folder.set('ledger.jsonl', appended(folder.get('ledger.jsonl') ?? new Uint8Array(), lines))
}

/** `more` behind `bytes`, in the same memory as long as there is room in it, as in a file. */
function appended(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  const length = bytes.length + more.length
  const room = bytes.byteOffset === 0 && bytes.buffer.byteLength >= length ? bytes.buffer : new ArrayBuffer(2 * length)
  const all = new Uint8Array(room, 0, length)
  if (room !== bytes.buffer) all.set(bytes)
  all.set(more, bytes.length)
  return all
}

const huddleOf = (number: number): string => idFrom(0xc0_0000 + Math.floor(number / eachHuddle))

async function makeOutcomes(count: number): Promise<Outcome[]> {
  const first = await sampleOutcome(1)
  return Array.from({ length: count }, (_, number) => ({
    ...first,
    id: idFrom(0xa0_0000 + number),
    item: idFrom(0xb0_0000 + number),
    huddle: { ...first.huddle, id: huddleOf(number) },
    person: { ...first.person, id: idFrom(0xe0_0000 + number) },
  }) as Outcome)
}

/** No two outcomes have a document or a print of the same bytes, so that each has digests of its own. */
const filesOf = (written: WrittenOutcome): PackageFiles => ({
  ...plainFiles({ written }),
  'outcome.fhir.json': `{"about":"${written.outcome.id}"}`,
  'outcome.pdf': utf8.encode(`%PDF-1.7 of ${written.outcome.id}`),
})

async function signAndChain(outcomes: readonly Outcome[], keep: boolean): Promise<Folder> {
  const { nurse } = await sampleTeam()
  const digest = await loadDigest()
  const ledgers = ledgerReading()
  let folder: Folder = new Map()
  for (let first = 0; first < outcomes.length; first += eachHuddle) {
    const toFile: OutcomeToFile[] = []
    for (const outcome of outcomes.slice(first, first + eachHuddle)) {
      const written = WrittenOutcome.write(outcome, digest)
      // In the order in which their parser gives them.
      const answers = [{ at, card: nurse.card, kind: 'signed' as const, signature: await signOutcome(written, nurse.signingSecret) }]
      toFile.push({ written, answers, files: filesOf(written) })
    }
    folder = await file(folder, toFile, huddleOf(first), nurse, { ledgers, keep })
  }
  return folder
}

let outcomes: Outcome[] = []
let filed: Folder = new Map()
const bare: Record<'sign' | 'verify', BareOperation[]> = { sign: [], verify: [] }

async function verifyAll(): Promise<void> {
  const { ok, findings } = await verifyRecords(readerOf(filed))
  if (!ok) throw new Error(`what was filed does not hold: ${findings[0]?.sentence ?? ''}`)
}

let fonts: PdfFonts | undefined

const operations = {
  /** Makes the outcomes, files them once, and notes which operations of libsodium that and verifying need at the least. */
  async fill(count: number): Promise<void> {
    outcomes = await makeOutcomes(count)
    bare.sign = await recordOperations(async () => {
      filed = await signAndChain(outcomes, true)
    })
    bare.verify = await recordOperations(verifyAll)
  },
  signOurs: () => timed(() => signAndChain(outcomes, false)),
  verifyOurs: () => timed(verifyAll),
  async bare(of: 'sign' | 'verify'): Promise<number> {
    const run = await bareOperations()
    return timed(async () => replay(run, bare[of]))
  },
  /** @returns milliseconds of each outcome */
  async exportOne(times: number): Promise<number[]> {
    fonts ??= await fetchPdfFonts()
    const { nurse } = await sampleTeam()
    const took: number[] = []
    for (let one = 0; one < times; one += 1) {
      const { outcome, payload, answers, written } = await signedSample(one + 1)
      const { regular, bold } = fonts
      took.push(
        await timed(async () => {
          await file(new Map(), [{ written, answers, files: await buildPackageFiles(outcome, payload, answers, { regular, bold }) }], outcome.huddle.id, nurse, { keep: true })
        }),
      )
    }
    return took
  },
}

export type RecordOperations = typeof operations

expose(operations)
