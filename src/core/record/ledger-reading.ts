import { sameBytes } from '../model/bytes.ts'
import { refusal } from './before-filing.ts'
import { checkLedger, checkLinesAfter } from './checks/check-ledger.ts'
import type { ReadLine } from './checks/ledger-lines.ts'
import { placedId, type PlacingLine } from './ledger-line.ts'

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
}

/** Remembers what it has read: a ledger that has grown since is the same bytes and more, and only those more are held against the format. */
export function ledgerReading(): LedgerReading {
  let known: WholeLedger & { readonly content: Uint8Array; readonly placed: Map<string, PlacingLine> } = { content: new Uint8Array(), lines: [], placed: new Map() }
  return {
    async read(content) {
      const goesOn = known.lines.length > 0 && content.length >= known.content.length && sameBytes(content.subarray(0, known.content.length), known.content)
      const before = goesOn ? known : { content: new Uint8Array(), lines: [], placed: new Map<string, PlacingLine>() }
      const more = await linesAfter(before, content)
      for (const { value } of more) if (value.kind !== 'opening' && value.kind !== 'checkpoint') before.placed.set(placedId(value), value)
      known = { content, lines: [...before.lines, ...more], placed: before.placed }
      return known
    },
  }
}

async function linesAfter(before: WholeLedger & { readonly content: Uint8Array }, content: Uint8Array): Promise<readonly ReadLine[]> {
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
