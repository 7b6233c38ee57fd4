import { utf8 } from '../../src/core/model/bytes.ts'
import { canonicalText } from '../../src/core/record/canonical.ts'
import { verifyRecords, type Finding } from '../../src/core/record/verify.ts'
import { manyOutcomes } from '../fixtures/record/many-outcomes.ts'
import { readerOf, type Folder } from '../fixtures/record/sample-folder.ts'
import { seededRandom } from '../fixtures/record/sample-outcome.ts'
import type { Company, Fault } from './fault.ts'

type Named = Pick<Finding, 'file' | 'line' | 'code'>
type Verdict = (folder: Folder) => Promise<readonly Named[]>

const ledgerName = 'ledger.jsonl'
const outcomes = 50

export const company: Company = 'computing'

/**
 * Damages a folder of 50 outcomes in every way that this knows, and asks the product's own `verifyRecords` of the whole
 * folder each time. Without protection, only what no longer parses is noticed.
 */
export const run: Fault = async ({ seed, quick, protection, say }) => {
  const whole = await manyOutcomes(outcomes)
  const verdict: Verdict = protection ? (folder) => verifyRecords(readerOf(folder)).then(({ findings }) => findings) : byParsingAlone
  if ((await verdict(whole)).length > 0) throw new Error('the folder does not hold before it is damaged')
  const extent = { seed, packageBytes: quick ? 20_000 : 30_000, ledgerBytes: quick ? 300 : 1500, everyLine: quick ? 3 : 1 }
  const { tried, missed, crashed } = await damages(whole, verdict, extent, say)
  return {
    name: 'record-damage',
    tried,
    lost: 0,
    undetected: missed.length,
    crashed,
    holds: tried > 20_000 && missed.length === 0 && crashed === 0,
    note: `${tried} damages of a folder of ${outcomes} outcomes: bytes of every file, lines removed, swapped, duplicated and forked, tails cut; each was to be named by file, and line${missed.length > 0 ? `. Not so: ${missed.slice(0, 5).join('; ')}` : ''}.`,
  }
}

export interface Extent {
  readonly seed: number
  readonly packageBytes: number
  readonly ledgerBytes: number
  /** Each so many-th line of the ledger is removed, swapped, duplicated, forked and cut off. */
  readonly everyLine: number
}

/**
 * Bytes of packages are damaged in every package at once, one byte each, and each has to be named: the verdict on one
 * package does not hang on another's. Bytes and lines of the ledger are damaged one at a time.
 */
export async function damages(
  whole: Folder,
  verdict: Verdict,
  { seed, packageBytes, ledgerBytes, everyLine }: Extent,
  say: (progress: string) => void = () => undefined,
): Promise<{ tried: number; missed: string[]; crashed: number }> {
  const random = numbersFrom(seed)
  const seen = { tried: 0, missed: [] as string[], crashed: 0 }
  const judge = async (folder: Folder, done: readonly Damage[]): Promise<void> => {
    seen.tried += done.length
    try {
      const found = await verdict(folder)
      for (const { what, named } of done) if (!named(found)) seen.missed.push(what)
    } catch {
      seen.crashed += done.length
    }
  }
  while (seen.tried < packageBytes) {
    const { folder, done } = oneByteInEachPackage(whole, random)
    await judge(folder, done)
    say(`${seen.tried} of ${packageBytes} bytes of packages`)
  }
  for (let each = 1; each <= ledgerBytes; each += 1) {
    const { folder, damage } = oneByteOfTheLedger(whole, random)
    await judge(folder, [damage])
    if (each % 50 === 0) say(`${each} of ${ledgerBytes} bytes of the ledger`)
  }
  const rows = utf8.decode(whole.get(ledgerName) ?? new Uint8Array()).split('\n').slice(0, -1)
  for (const index of rows.keys()) {
    if (index % everyLine !== 0 && index !== rows.length - 1) continue
    for (const { lines, ...damage } of damagedLine(rows, index, random))
      await judge(new Map(whole).set(ledgerName, utf8.encode(lines.map((line) => `${line}\n`).join(''))), [damage])
    say(`${index + 1} of ${rows.length} lines`)
  }
  return seen
}

/** Whole numbers below a bound, the same for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  const bytes = seededRandom(seed)
  return (below) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes(4)
    return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) % below
  }
}

export type Damage = { what: string; named: (found: readonly Named[]) => boolean }

function flip(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  return bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit))
}

function oneByteInEachPackage(whole: Folder, random: (below: number) => number): { folder: Folder; done: Damage[] } {
  const folder: Folder = new Map(whole)
  const inFolders = new Map<string, string[]>()
  for (const path of whole.keys()) {
    if (path === ledgerName) continue
    const at = path.slice(0, path.lastIndexOf('/'))
    inFolders.set(at, [...(inFolders.get(at) ?? []), path])
  }
  const done = Array.from(inFolders, ([at, paths]): Damage => {
    const path = paths[random(paths.length)] ?? ''
    const bytes = whole.get(path) ?? new Uint8Array()
    const position = random(bytes.length)
    folder.set(path, flip(bytes, position, random(8)))
    return { what: `byte ${position} of ${path}`, named: (found) => onlyNamed(found, at, path) }
  })
  return { folder, done }
}

/** Of all files in one folder, the damaged one is named, and no other. */
const onlyNamed = (found: readonly Named[], at: string, path: string): boolean => {
  const here = found.filter(({ file }) => file.startsWith(at))
  return here.length > 0 && here.every(({ file }) => file === path)
}

function oneByteOfTheLedger(whole: Folder, random: (below: number) => number): { folder: Folder; damage: Damage } {
  const bytes = whole.get(ledgerName) ?? new Uint8Array()
  const position = random(bytes.length)
  const line = bytes.subarray(0, position).filter((byte) => byte === 0x0a).length + 1
  // A changed line shows in itself or, where it stays well formed, in the one after it, which no longer follows.
  return {
    folder: new Map(whole).set(ledgerName, flip(bytes, position, random(8))),
    damage: {
      what: `byte ${position} of the ledger`,
      named: (found) => found.some((each) => each.file === ledgerName && (each.line === line || each.line === line + 1)),
    },
  }
}

const has = (code: string, line: number) => (found: readonly Named[]) =>
  found.some((each) => each.file === ledgerName && each.code === code && each.line === line)

/** One line removed, swapped with another one, duplicated and forked, and the tail cut from it on. */
function damagedLine(rows: readonly string[], index: number, random: (below: number) => number): (Damage & { lines: string[] })[] {
  const row = rows[index] ?? ''
  const last = index === rows.length - 1
  const other = (index + 1 + random(rows.length - 1)) % rows.length
  const [low, high] = [Math.min(index, other), Math.max(index, other)]
  const fork = canonicalText({ ...JSON.parse(row), at: '2027-01-01T00:00:00.000Z' })
  return [
    { what: `line ${index + 1} removed`, lines: rows.toSpliced(index, 1), named: last ? has('cut-tail', index) : has('removed-line', index + 1) },
    { what: `lines ${low + 1} and ${high + 1} swapped`, lines: rows.with(low, rows[high] ?? '').with(high, rows[low] ?? ''), named: has('moved-line', high + 1) },
    { what: `line ${index + 1} duplicated`, lines: rows.toSpliced(index + 1, 0, row), named: has('duplicated-line', index + 2) },
    { what: `line ${index + 1} forked`, lines: rows.toSpliced(index + 1, 0, fork), named: has('forked-line', index + 2) },
    ...(index === 0 ? [] : [{ what: `tail cut from line ${index + 1}`, lines: rows.slice(0, index), named: cutNamed(rows[index - 1] ?? '', index) }]),
  ]
}

/** A tail that is cut inside a huddle is named at its end; one that is cut at a checkpoint by what no line places any more. */
const cutNamed = (lastKept: string, line: number) => (found: readonly Named[]) =>
  JSON.parse(lastKept).kind === 'checkpoint'
    ? found.some(({ code }) => code === 'unplaced-package')
    : found.some((each) => each.code === 'cut-tail' && each.line === line)

/** What a reader notices who holds nothing against anything: that a file is no JSON any more. */
const byParsingAlone: Verdict = async (folder) =>
  Array.from(folder).flatMap(([file, bytes]): Named[] => {
    try {
      for (const line of file.endsWith('.pdf') ? [] : utf8.decode(bytes).trimEnd().split('\n')) JSON.parse(line)
      return []
    } catch {
      return [{ file, code: 'edited-file' }]
    }
  })
