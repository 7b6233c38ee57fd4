import { lateAnswerFormat, newestLateAnswer } from '../addendum.ts'
import { parseExactly, readCanonicalText } from '../canonical.ts'
import { textOf } from '../covered-text.ts'
import type { Digest } from '../digest.ts'
import { ledgerLine, lineKinds, theAlgorithms, type LedgerLine } from '../ledger-line.ts'
import type { Finding } from './finding.ts'

export const ledgerName = 'ledger.jsonl'

/** One readable line: what it says, its exact text and the digest of that, and where in the file it stands. */
export interface ReadLine {
  readonly value: LedgerLine
  readonly text: string
  readonly digest: string
  /** From 1. */
  readonly position: number
}

export interface LinesRead {
  /** By line number, ascending; of lines with one number the first that stands in the file. */
  readonly lines: readonly ReadLine[]
  readonly findings: readonly Finding[]
}

const newline = 0x0a
/** What every canonical line begins with; parsing the others only to fail would take minutes over a file of empty lines. */
const openingBrace = 0x7b

/**
 * Reads a ledger line by line: form, numbers and chain. What the lines mean is `checkLedger`’s.
 *
 * @param before the line that the first one has to follow, where `content` is not a ledger from its beginning.
 */
export function readLedgerLines(content: Uint8Array, digest: Digest, before?: ReadLine): LinesRead {
  const findings: Finding[] = []
  const note = (line: number, code: Finding['code'], sentence: string): void => {
    findings.push({ file: ledgerName, line, code, sentence })
  }
  const rows = splitLines(content)
  const read: ReadLine[] = []
  const unreadable: number[] = []
  rows.forEach((bytes, index) => {
    const position = (before?.position ?? 0) + index + 1
    const line = readLine(bytes)
    if (line.kind === 'read') return void read.push({ value: line.value, text: line.text, digest: digest(bytes), position })
    unreadable.push(position)
    if (line.unknown !== undefined) {
      return note(position, 'unknown-version', `Line ${position} says ${line.unknown}, which this verifier does not know.`)
    }
    note(position, 'unreadable-line', `Line ${position} is not as it was written: it is no canonical ledger line.`)
  })
  if (content.length > 0 && content.at(-1) !== newline) {
    note(rows.length, 'cut-tail', `Line ${rows.length} does not end: the file was cut off inside it.`)
  }
  const lines = byNumber(read, note)
  noteGaps(lines, unreadable, before?.value.line ?? 0, note)
  noteBrokenChain(before ? [before, ...lines] : lines, note)
  return { lines, findings }
}

type Note = (line: number, code: Finding['code'], sentence: string) => void

function splitLines(content: Uint8Array): Uint8Array[] {
  const rows: Uint8Array[] = []
  let start = 0
  while (start < content.length) {
    const found = content.indexOf(newline, start)
    const end = found === -1 ? content.length : found
    rows.push(content.subarray(start, end))
    start = end + 1
  }
  return rows
}

function readLine(
  bytes: Uint8Array,
): { kind: 'read'; value: LedgerLine; text: string } | { kind: 'unreadable'; unknown: string | undefined } {
  const text = bytes[0] === openingBrace ? textOf(bytes) : undefined
  if (text === undefined) return { kind: 'unreadable', unknown: undefined }
  const canonical = readCanonicalText(text)
  const value = parseExactly(ledgerLine, canonical)
  return value ? { kind: 'read', value, text } : { kind: 'unreadable', unknown: unknownIn(canonical) }
}

const algorithmNames: readonly string[] = Object.values(theAlgorithms)

/** What canonical JSON that calls itself ours names and we do not know: a version, a kind of line, an algorithm. */
export function unknownIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const most = 'format' in value && value.format === lateAnswerFormat ? newestLateAnswer : 1
  if ('version' in value && 'format' in value && typeof value.version === 'number' && !(value.version >= 1 && value.version <= most))
    return `version ${value.version}`
  if ('kind' in value && typeof value.kind === 'string' && !lineKinds.includes(value.kind))
    return `kind “${value.kind.slice(0, 40)}”`
  if ('algorithms' in value && typeof value.algorithms === 'object' && value.algorithms !== null) {
    const other = Object.values(value.algorithms).find((name) => !algorithmNames.includes(name))
    if (typeof other === 'string') return `algorithm “${other.slice(0, 40)}”`
  }
  return 'body' in value ? unknownIn(value.body) : undefined
}

function byNumber(read: readonly ReadLine[], note: Note): ReadLine[] {
  const seen = new Map<number, ReadLine>()
  let highest = 0
  for (const line of read) {
    const { line: number } = line.value
    const first = seen.get(number)
    if (first) {
      const copy = first.text === line.text
      if (copy) note(line.position, 'duplicated-line', `Line ${line.position} repeats line ${first.position}.`)
      else
        note(
          line.position,
          'forked-line',
          `Lines ${first.position} and ${line.position} differ and both say that they are line ${number}: one was put in.`,
        )
      continue
    }
    seen.set(number, line)
    if (number < highest)
      note(line.position, 'moved-line', `Line ${line.position} was line ${number}: it has been moved.`)
    highest = Math.max(highest, number)
  }
  return Array.from(seen.values()).toSorted((a, b) => a.value.line - b.value.line)
}

function noteGaps(lines: readonly ReadLine[], unreadable: readonly number[], before: number, note: Note): void {
  let expected = before + 1
  for (const { value } of lines) {
    const missing = value.line - expected
    const explained = unreadable.filter((position) => position >= expected && position < value.line).length
    if (missing > explained) {
      const range = missing === 1 ? `Line ${expected} is` : `Lines ${expected} to ${value.line - 1} are`
      note(expected, 'removed-line', `${range} not there any more: the next line is numbered ${value.line}.`)
    }
    expected = value.line + 1
  }
}

function noteBrokenChain(lines: readonly ReadLine[], note: Note): void {
  lines.forEach(({ value, position }, index) => {
    const before = lines[index - 1]
    if (!before || before.value.line !== value.line - 1 || before.digest === value.prev) return
    note(
      position,
      'broken-chain',
      `Line ${position} does not follow from line ${before.position} as it stands: one of the two was changed.`,
    )
  })
}
