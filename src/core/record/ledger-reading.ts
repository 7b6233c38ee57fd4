import { sameBytes } from '../model/bytes.ts'
import { refusal } from './before-filing.ts'
import { checkLedger, checkLinesAfter } from './checks/check-ledger.ts'
import type { ReadLine } from './checks/ledger-lines.ts'
import { placedId, type PlacingLine } from './ledger-line.ts'
import type { LedgerEnding } from './ledger-writer.ts'

/** A ledger that holds. */
export interface WholeLedger {
  readonly lines: readonly ReadLine[]
  /** The line that places each outcome, late answer and export, by its id. */
  readonly placed: ReadonlyMap<string, PlacingLine>
}

/** Reads ledgers before something is added to them. */
export interface LedgerReading {
  /** No lines of an empty file, where there is no ledger yet. @throws {ProblemError} `ledger-damaged` */
  read(content: Uint8Array): Promise<WholeLedger>
  /** What is about to be written behind a ledger that was read here: these lines need not be read again, where the file then holds exactly these bytes. */
  expect(after: WholeLedger, ending: LedgerEnding): void
}

/** Remembers what it has read: a ledger that has grown since is the same bytes and more, and only those more are held against the format. */
export function ledgerReading(): LedgerReading {
  let known = nothingRead()
  let expected: { readonly after: WholeLedger; readonly ending: LedgerEnding } | undefined
  return {
    expect: (after, ending) => void (expected = { after, ending }),
    async read(content) {
      const goesOn = content.length >= known.content.length && sameBytes(content.subarray(0, known.content.length), known.content)
      if (goesOn && content.length === known.content.length) return known
      const before = goesOn ? known : nothingRead()
      const ending = expected?.after === before && sameBytes(expected.ending.bytes, content.subarray(before.content.length)) ? expected.ending : undefined
      const more = ending?.lines ?? (await linesAfter(before, content))
      const placed = before.lines.length > 0 ? before.placed : new Map<string, PlacingLine>()
      for (const { value } of more) if (value.kind !== 'opening' && value.kind !== 'checkpoint') placed.set(placedId(value), value)
      known = { content, lines: [...before.lines, ...more], placed }
      return known
    },
  }
}

interface KnownLedger extends WholeLedger {
  readonly content: Uint8Array
  readonly placed: Map<string, PlacingLine>
}

const nothingRead = (): KnownLedger => ({ content: new Uint8Array(), lines: [], placed: new Map() })

async function linesAfter(before: KnownLedger, content: Uint8Array): Promise<readonly ReadLine[]> {
  if (content.length === before.content.length) return []
  if (before.lines.length > 0) {
    const more = await checkLinesAfter(before, content.subarray(before.content.length))
    if (more) return more
  }
  const { lines, findings } = await checkLedger(content)
  const [first] = findings
  if (!first) return lines.slice(before.lines.length)
  throw refusal(
    'ledger-damaged',
    `The ledger in the records folder does not hold: ${first.sentence}`,
    'Verify the records folder, put the ledger back from a copy, or choose another folder; then file again.',
  )
}
