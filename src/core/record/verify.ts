import type { Answer } from '../model/checkpoint.ts'
import type { StaffCard } from '../model/team.ts'
import {
  checkAmendments,
  checkLateAnswers,
  strangersAlone,
  type KnownOutcome,
  type Notice,
  type ReadAddendum,
} from './checks/across-folders.ts'
import { checkAddendum } from './checks/check-addendum.ts'
import { checkAnswers, checkPackage, type FiledPackage } from './checks/check-package.ts'
import type { Placing } from './checks/covered.ts'
import type { Finding } from './checks/finding.ts'
import { ledgerName, type ReadLine } from './checks/ledger-lines.ts'
import { placingsOf } from './checks/placings.ts'
import { readFiles, readLedger, type RecordsReader } from './checks/read-files.ts'
import { sortPaths, type RecordFolder } from './checks/sort-paths.ts'
import { loadDigest } from './digest.ts'
import { loadSignatureChecks } from './sign.ts'
import { aloneKind, verifyAlone } from './verify-alone.ts'
import { noticesOf } from './checks/notices.ts'
import type { AnswerLine, ExportLine, OutcomeLine } from './ledger-line.ts'

export type { Notice } from './checks/across-folders.ts'
export type { Finding, FindingCode } from './checks/finding.ts'
export type { RecordsReader } from './checks/read-files.ts'

/** Somebody whose signature stands in the folder: for a person to hold against what they know. */
export interface Signatory {
  readonly device: string
  readonly name: string
  readonly role: string
  readonly organisation: string
  /** How many outcomes they signed, at the read-back or later. */
  readonly outcomes: number
  /** How many exports they sent. */
  readonly exports: number
}

export interface RecordsReport {
  /** Whether everything holds. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
  readonly notices: readonly Notice[]
  readonly counts: {
    readonly lines: number
    readonly checkpoints: number
    readonly packages: number
    readonly signatures: number
    readonly declined: number
    /** Of the signatures and refusals, those that came after the outcome was filed. */
    readonly lateAnswers: number
    readonly exports: number
  }
  readonly signatories: readonly Signatory[]
  /** Digest of the last line: who wrote it down elsewhere can tell later that nothing up to here has gone. */
  readonly head: string
  /** It is one folder of a records folder by itself, and shows no more than that can: `ok` says that what is here holds. */
  readonly alone: boolean
}

export interface VerifyOptions {
  /** Digest of a ledger line that was noted elsewhere: the ledger has to contain it. */
  readonly knownHead?: string
}

/**
 * Holds a whole records folder against the format: the ledger, each folder in it, and one against the other. Reads
 * nothing else, keeps nothing, and names file, line and cause of whatever does not hold.
 */
export async function verifyRecords(
  reader: RecordsReader,
  onProgress: (done: number, total: number) => void = () => undefined,
  { knownHead }: VerifyOptions = {},
): Promise<RecordsReport> {
  const digest = await loadDigest()
  const checks = await loadSignatureChecks()
  const findings: Finding[] = []
  const paths = await reader.list()
  const kind = aloneKind(paths)
  if (kind) return verifyAlone(reader, paths, kind, knownHead)
  const { folders, strays } = sortPaths(paths)
  findings.push(
    ...strays.map((file): Finding => ({ file, code: 'extra-file', sentence: `${file} is ${file.endsWith('/') ? 'an empty folder and ' : ''}no part of these records.` })),
  )

  const total = folders.size + 1
  onProgress(0, total)
  const ledger = await readLedger(reader, paths, findings)
  // One by one: an argument for each of a damaged ledger's findings is more than a call can take.
  for (const finding of ledger.findings) findings.push(finding)
  if (knownHead !== undefined && !ledger.lines.some((line) => line.digest === knownHead))
    findings.push({ file: ledgerName, code: 'unknown-head', sentence: 'The ledger does not contain the line that was noted elsewhere: lines were taken away or rewritten.' })
  onProgress(1, total)

  const placings = placingsOf(ledger)
  const seen = new Set<string>()
  const outcomes = new Map<string, KnownOutcome>()
  const addenda: ReadAddendum[] = []
  const checkFolder = async (folder: string, held: RecordFolder): Promise<CheckedFolder> => {
    const { kind, id } = held
    const placing = placings.get(id)
    const found: Finding[] = []
    if (seen.has(id)) found.push({ file: folder, code: 'extra-file', sentence: `${folder} is a second folder of ${nouns[kind]} ${id}.` })
    seen.add(id)
    if (!placing)
      found.push({ file: folder, code: 'unplaced-package', sentence: `No line of the ledger places ${folder}: its line was removed, or its filing was cut off.` })
    else if (placesOutcome(placing) !== (kind === 'package'))
      found.push({ file: folder, code: 'differs-from-ledger', sentence: `Line ${placing.line.line} of the ledger places something else in ${folder}.` })
    const files = await readFiles(reader, folder, held, found)
    if (files && kind === 'package') {
      const { filed, findings: more } = checkPackage({ folder, files }, placesOutcome(placing) ? placing : undefined, digest)
      if (filed) outcomes.set(id, knownOutcome(folder, filed))
      return { folder, findings: [...found, ...more], filed }
    }
    if (files && kind !== 'package') {
      const [bytes = new Uint8Array()] = files.values()
      const { body, findings: more } = checkAddendum({ folder, kind, bytes }, placesAddendum(placing) ? placing : undefined, { digest, cardHolds: checks.cardHolds })
      if (body) addenda.push({ folder, body, placing })
      return { folder, findings: [...found, ...more], filed: undefined }
    }
    return { folder, findings: found, filed: undefined }
  }
  let done = 1
  const all = Array.from(folders)
  for (let first = 0; first < all.length; first += together) {
    const checked: CheckedFolder[] = []
    for (const [folder, held] of all.slice(first, first + together)) {
      checked.push(await checkFolder(folder, held))
      done += 1
      // Reading is what takes long: the signatures of the last few are checked in an instant.
      onProgress(done, total)
    }
    for (const { folder, findings: found, filed } of checked) findings.push(...found, ...(filed ? checkAnswers(folder, filed, checks) : []))
  }
  for (const [id, { line }] of placings) {
    if (!seen.has(id))
      findings.push({
        file: ledgerName,
        line: line.line,
        code: 'missing-package',
        sentence: `Line ${line.line} places ${nouns[line.kind]} ${id}, and it is not in the folder.`,
      })
  }
  findings.push(...strangersAlone(ledger, outcomes))
  const inOrder = addenda.toSorted((a, b) => (a.placing?.line.line ?? 0) - (b.placing?.line.line ?? 0))
  findings.push(...checkLateAnswers(inOrder, outcomes, checks))

  const amendments = checkAmendments(outcomes, placings)
  findings.push(...amendments.findings)

  const lateAnswers = addenda.flatMap(({ body }) => (body.format === 'mdt-huddle/late-answer' ? { outcome: body.outcome, given: body.given } : []))
  const answers = [...Array.from(outcomes.values()).flatMap((known) => known.answers), ...lateAnswers.map(({ given }) => given)]
  const senders = addenda.flatMap(({ body }) => (body.format === 'mdt-huddle/export' ? body.by : []))
  return reportOf({
    findings,
    notices: [...amendments.notices, ...noticesOf(ledger, outcomes, lateAnswers, [...answers.flatMap((given) => (given.kind === 'signed' ? given.card : [])), ...senders])],
    lines: ledger.lines,
    packages: Array.from(folders.values()).filter((held) => held.kind === 'package').length,
    answers,
    late: lateAnswers.length,
    senders,
    alone: false,
  })
}

/** Folders are read so many at a time, and then their signatures checked: a processor that goes from the one to the other for each is half as slow again at signatures. */
const together = 50

interface CheckedFolder {
  readonly folder: string
  readonly findings: readonly Finding[]
  /** What was filed in it, where it is a package that could be read: its answers have still to be checked. */
  readonly filed: FiledPackage | undefined
}

interface Seen extends Pick<RecordsReport, 'findings' | 'notices' | 'alone'> {
  readonly lines: readonly ReadLine[]
  readonly packages: number
  readonly answers: readonly Answer[]
  /** How many of the answers came after filing. */
  readonly late: number
  readonly senders: readonly StaffCard[]
}

export function reportOf({ findings, notices, lines, packages, answers, late, senders, alone }: Seen): RecordsReport {
  const signed = answers.filter(({ kind }) => kind === 'signed')
  return {
    ok: findings.length === 0,
    findings,
    notices,
    counts: {
      lines: lines.length,
      checkpoints: lines.filter(({ value }) => value.kind === 'checkpoint').length,
      packages,
      signatures: signed.length,
      declined: answers.length - signed.length,
      lateAnswers: late,
      exports: senders.length,
    },
    signatories: signatoriesOf(signed, senders),
    head: lines.at(-1)?.digest ?? '',
    alone,
  }
}

const nouns = { package: 'outcome', outcome: 'outcome', answer: 'late answer', export: 'export' } as const

const placesOutcome = (placing: Placing | undefined): placing is Placing<OutcomeLine> => placing?.line.kind === 'outcome'
const placesAddendum = (placing: Placing | undefined): placing is Placing<AnswerLine | ExportLine> =>
  placing !== undefined && placing.line.kind !== 'outcome'

const knownOutcome = (folder: string, { outcome, body, payloadDigest, cards }: FiledPackage): KnownOutcome => ({
  person: outcome.person.id,
  team: outcome.team.id,
  digest: payloadDigest,
  cards,
  answers: body.answers,
  folder,
  replaces: outcome.replaces,
})

function signatoriesOf(signed: readonly Answer[], senders: readonly StaffCard[]): Signatory[] {
  const found = new Map<string, Signatory>()
  const add = ({ device, name, role, organisation }: StaffCard, what: 'outcomes' | 'exports'): void => {
    const known = found.get(device) ?? { device, name, role, organisation, outcomes: 0, exports: 0 }
    found.set(device, { ...known, [what]: known[what] + 1 })
  }
  for (const { card } of signed) add(card, 'outcomes')
  for (const card of senders) add(card, 'exports')
  return Array.from(found.values()).toSorted((a, b) => (a.device < b.device ? -1 : 1))
}
