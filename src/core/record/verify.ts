import { problemOf } from '../model/problem.ts'
import type { OutcomeId } from '../model/ids.ts'
import { checkLedger, type CheckedLedger } from './checks/check-ledger.ts'
import { checkPackage, type Placing } from './checks/check-package.ts'
import type { Finding } from './checks/finding.ts'
import { ledgerName } from './checks/ledger-lines.ts'
import { loadDigest } from './digest.ts'
import { contentNames, manifestName } from './manifest.ts'

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
  readonly outcomes: number
}

export interface RecordsReport {
  /** Whether everything holds. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
  readonly counts: {
    readonly lines: number
    readonly checkpoints: number
    readonly packages: number
    readonly signatures: number
    readonly declined: number
  }
  readonly signatories: readonly Signatory[]
  /** Digest of the last line: who wrote it down elsewhere can tell later that nothing up to here has gone. */
  readonly head: string
}

export interface VerifyOptions {
  /** Digest of a ledger line that was noted elsewhere: the ledger has to contain it. */
  readonly knownHead?: string
}

const packagePattern = /^([0-9a-f]{32})\/(\d{4}-\d{2}-\d{2}_([0-9a-f]{32}))\/(.+)$/
const packageNames: readonly string[] = [...contentNames, manifestName]

/**
 * Holds a whole records folder against the format: the ledger, each package, and one against the other. Reads nothing
 * else, keeps nothing, and names file, line and cause of whatever does not hold.
 */
export async function verifyRecords(
  reader: RecordsReader,
  onProgress: (done: number, total: number) => void = () => undefined,
  { knownHead }: VerifyOptions = {},
): Promise<RecordsReport> {
  const digest = await loadDigest()
  const findings: Finding[] = []
  const paths = await reader.list()
  const { packages, strays } = sort(paths)
  findings.push(
    ...strays.map((file): Finding => ({ file, code: 'extra-file', sentence: `${file} is no part of these records.` })),
  )

  const total = packages.size + 1
  onProgress(0, total)
  const ledger = await readLedger(reader, paths, findings)
  findings.push(...ledger.findings)
  const head = ledger.lines.at(-1)?.digest ?? ''
  if (knownHead !== undefined && !ledger.lines.some((line) => line.digest === knownHead)) {
    findings.push({
      file: ledgerName,
      code: 'unknown-head',
      sentence: 'The ledger does not contain the line that was noted elsewhere: lines were taken away or rewritten.',
    })
  }
  onProgress(1, total)

  const placings = placingsOf(ledger)
  const seen = new Set<string>()
  const signatories = new Map<string, Signatory>()
  const presentAt = new Map<string, Set<string>>()
  const counts = { signatures: 0, declined: 0 }
  let done = 1
  for (const [folder, { outcome: id, names }] of packages) {
    const placing = placings.get(id)
    const twice = seen.has(id)
    seen.add(id)
    if (twice)
      findings.push({ file: folder, code: 'extra-file', sentence: `${folder} is a second package of outcome ${id}.` })
    if (!placing)
      findings.push({
        file: folder,
        code: 'unplaced-package',
        sentence: `No line of the ledger places ${folder}: its line was removed, or its filing was cut off.`,
      })
    const files = await readFiles(reader, folder, names, findings)
    if (files) {
      const checked = await checkPackage({ folder, files }, placing, digest)
      findings.push(...checked.findings)
      if (checked.outcome) presentAt.set(id, new Set(checked.outcome.present.map(({ card }) => card.device)))
      for (const { kind, card } of checked.manifest?.body.answers ?? []) {
        counts[kind === 'signed' ? 'signatures' : 'declined'] += 1
        if (kind !== 'signed') continue
        const { device, name, role, organisation } = card
        signatories.set(device, {
          device,
          name,
          role,
          organisation,
          outcomes: (signatories.get(device)?.outcomes ?? 0) + 1,
        })
      }
    }
    done += 1
    onProgress(done, total)
  }
  for (const [id, { line }] of placings) {
    if (!seen.has(id))
      findings.push({
        file: ledgerName,
        line: line.line,
        code: 'missing-package',
        sentence: `Line ${line.line} places outcome ${id}, and its package is not in the folder.`,
      })
  }
  findings.push(...strangersAlone(ledger, presentAt))
  return {
    ok: findings.length === 0,
    findings,
    counts: {
      lines: ledger.lines.length,
      checkpoints: ledger.lines.filter(({ value }) => value.kind === 'checkpoint').length,
      packages: packages.size,
      ...counts,
    },
    signatories: Array.from(signatories.values()).toSorted((a, b) => (a.device < b.device ? -1 : 1)),
    head,
  }
}

function sort(paths: readonly string[]): {
  packages: Map<string, { outcome: string; names: string[] }>
  strays: string[]
} {
  const packages = new Map<string, { outcome: string; names: string[] }>()
  const strays: string[] = []
  for (const path of paths.toSorted()) {
    const [, person, folder, outcome, name] = packagePattern.exec(path) ?? []
    if (person === undefined || folder === undefined || outcome === undefined || name === undefined) {
      if (path !== ledgerName) strays.push(path)
      continue
    }
    const at = `${person}/${folder}`
    const held = packages.get(at) ?? { outcome, names: [] }
    packages.set(at, held)
    if (packageNames.includes(name)) held.names.push(name)
    else strays.push(path)
  }
  return { packages, strays }
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
  lines.forEach(({ value }, index) => {
    if (value.kind !== 'outcome' || placings.has(value.outcome)) return
    const closing = lines.findIndex((line, at) => at > index && line.value.kind === 'checkpoint')
    placings.set(value.outcome, { line: value, until: lines.slice(index, closing === -1 ? lines.length : closing + 1) })
  })
  return placings
}

/** The package's files, or undefined where one is missing or cannot be read: then there is nothing to hold together. */
async function readFiles(
  reader: RecordsReader,
  folder: string,
  names: readonly string[],
  findings: Finding[],
): Promise<Map<string, Uint8Array> | undefined> {
  const files = new Map<string, Uint8Array>()
  for (const name of packageNames) {
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
  return files.size === packageNames.length ? files : undefined
}

/** A checkpoint has to be signed by somebody who was there for at least one of the outcomes that it closes. */
function strangersAlone({ lines }: CheckedLedger, presentAt: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  return lines.flatMap(({ value, position }): Finding[] => {
    if (value.kind !== 'checkpoint' || value.checkpoint.outcomes.length === 0) return []
    const known = value.checkpoint.outcomes.map((id: OutcomeId) => presentAt.get(id))
    if (known.some((there) => there === undefined)) return []
    if (value.signatures.some(({ device }) => known.some((there) => there?.has(device)))) return []
    return [
      {
        file: ledgerName,
        line: position,
        code: 'wrong-signature',
        sentence: `Nobody who signed the checkpoint in line ${position} was there for any outcome that it closes.`,
      },
    ]
  })
}
