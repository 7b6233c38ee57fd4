import { problemOf } from '../model/problem.ts'
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
import { checkLedger, type CheckedLedger } from './checks/check-ledger.ts'
import { checkPackage, type CheckedPackage } from './checks/check-package.ts'
import type { Placing } from './checks/covered.ts'
import type { Finding } from './checks/finding.ts'
import { ledgerName, type ReadLine } from './checks/ledger-lines.ts'
import { namesIn, sortPaths, type RecordFolder } from './checks/sort-paths.ts'
import { carriedFrom } from './covered-text.ts'
import { loadDigest } from './digest.ts'
import { loadSignatureChecks } from './sign.ts'
import { aloneKind, verifyAlone } from './verify-alone.ts'
import { noticesOf } from './checks/notices.ts'
import { carriedLines } from './manifest.ts'
import { placedId, type AnswerLine, type ExportLine, type OutcomeLine, type PlacingLine } from './ledger-line.ts'

export type { Notice } from './checks/across-folders.ts'
export type { Finding, FindingCode } from './checks/finding.ts'

/** Where a records folder is read from. Paths are relative to it, with `/`. */
export interface RecordsReader {
  /** Every file, link or other thing that is not a folder, and every empty folder with a `/` at its end. */
  list(): Promise<readonly string[]>
  /** @throws whatever keeps a file from being read. */
  read(path: string): Promise<Uint8Array>
}

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
  let done = 1
  for (const [folder, held] of folders) {
    const { kind, id } = held
    const placing = placings.get(id)
    if (seen.has(id))
      findings.push({ file: folder, code: 'extra-file', sentence: `${folder} is a second folder of ${nouns[kind]} ${id}.` })
    seen.add(id)
    if (!placing)
      findings.push({
        file: folder,
        code: 'unplaced-package',
        sentence: `No line of the ledger places ${folder}: its line was removed, or its filing was cut off.`,
      })
    const files = await readFiles(reader, folder, held, findings)
    if (files && kind === 'package') {
      const checked = checkPackage({ folder, files }, placesOutcome(placing) ? placing : undefined, { digest, checks })
      findings.push(...checked.findings)
      const known = knownOutcome(folder, checked)
      if (known) outcomes.set(id, known)
    } else if (files && kind !== 'package') {
      const [bytes = new Uint8Array()] = files.values()
      const checked = checkAddendum({ folder, kind, bytes }, placesAddendum(placing) ? placing : undefined, { digest, cardHolds: checks.cardHolds })
      findings.push(...checked.findings)
      if (checked.body) addenda.push({ folder, body: checked.body, placing })
    }
    if (placing && placesOutcome(placing) !== (kind === 'package'))
      findings.push({ file: folder, code: 'differs-from-ledger', sentence: `Line ${placing.line.line} of the ledger places something else in ${folder}.` })
    done += 1
    onProgress(done, total)
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

function knownOutcome(folder: string, { filed }: CheckedPackage): KnownOutcome | undefined {
  if (!filed) return undefined
  const { outcome, body, payloadDigest, cards } = filed
  return { person: outcome.person.id, team: outcome.team.id, digest: payloadDigest, cards, answers: body.answers, folder, replaces: outcome.replaces }
}

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

async function readLedger(
  reader: RecordsReader,
  paths: readonly string[],
  findings: Finding[],
): Promise<CheckedLedger> {
  if (!paths.includes(ledgerName)) {
    findings.push({ file: ledgerName, code: 'missing-ledger', sentence: `There is no ${ledgerName} in this folder.` })
    return { lines: [], findings: [] }
  }
  try {
    return await checkLedger(await reader.read(ledgerName))
  } catch (error) {
    findings.push({
      file: ledgerName,
      code: 'unreadable-file',
      sentence: `${ledgerName} could not be read: ${problemOf(error).happened}`,
    })
    return { lines: [], findings: [] }
  }
}

function placingsOf({ lines }: CheckedLedger): Map<string, Placing> {
  const placings = new Map<string, Placing>()
  let open: { line: PlacingLine; index: number }[] = []
  const close = (end: number): void => {
    const from = open[0]?.index ?? end
    // A folder carries no more than so many: of a ledger whose checkpoints are gone nothing longer is put together.
    const first = Math.max(from, end - carriedLines.most)
    const carried = carriedFrom(lines.slice(first, end).map(({ text }) => text))
    for (const { line, index } of open) {
      const id = placedId(line)
      if (!placings.has(id)) placings.set(id, { line, until: lines.slice(index, Math.min(end, index + carriedLines.most + 1)), carried: carried[index - first] ?? new Uint8Array() })
    }
    open = []
  }
  lines.forEach(({ value }, index) => {
    if (value.kind === 'checkpoint') close(index + 1)
    else if (value.kind !== 'opening') open.push({ line: value, index })
  })
  close(lines.length)
  return placings
}

/** The folder's files, or undefined where one is missing or cannot be read: then there is nothing to hold together. */
async function readFiles(
  reader: RecordsReader,
  folder: string,
  { kind, names }: RecordFolder,
  findings: Finding[],
): Promise<Map<string, Uint8Array> | undefined> {
  const files = new Map<string, Uint8Array>()
  const wanted = namesIn(kind)
  for (const name of wanted) {
    const file = `${folder}/${name}`
    if (!names.includes(name)) {
      findings.push({ file, code: 'missing-file', sentence: `${name} is missing from ${folder}.` })
      continue
    }
    try {
      files.set(name, await reader.read(file))
    } catch (error) {
      findings.push({
        file,
        code: 'unreadable-file',
        sentence: `${file} could not be read: ${problemOf(error).happened}`,
      })
    }
  }
  return files.size === wanted.length ? files : undefined
}
