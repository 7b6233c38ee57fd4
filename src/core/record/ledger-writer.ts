import { fromBase64url, toBase64url } from '../model/bytes.ts'
import type { CheckpointSignature, AnyCheckpoint } from '../model/checkpoint.ts'
import type { Instant } from '../model/dates.ts'
import { fromHex, type TeamId } from '../model/ids.ts'
import { canonicalText } from './canonical.ts'
import type { ReadLine } from './checks/ledger-lines.ts'
import { closingLine, linesToAppend } from './closing-line.ts'
import { carriedFrom } from './covered-text.ts'
import { digestOfNothing, type Digest } from './digest.ts'
import { theAlgorithms, type LedgerLine } from './ledger-line.ts'

type LinePlace = Pick<LedgerLine, 'line' | 'prev' | 'at'>

/** What stands behind a ledger once a huddle, or what came later, is closed in it. */
export interface LedgerEnding {
  readonly lines: readonly ReadLine[]
  /** The same lines as they stand in the file. */
  readonly bytes: Uint8Array
  /** What the folder that a line places carries of the ledger. */
  carriedBy(line: LedgerLine): string
}

/** Continues a ledger in memory: each line gets its number and the digest of the one before. */
export interface LedgerWriter {
  /** How many lines there are, with those before. */
  readonly count: number
  /** Digest of the last line. */
  readonly head: string
  write<T extends LedgerLine>(line: (place: LinePlace) => T): T
  /** All that was written, and behind it the checkpoint that closes it, with these signatures. The writer stays as it is. */
  closedBy(checkpoint: AnyCheckpoint, signatures: readonly CheckpointSignature[]): LedgerEnding
}

/** @param derive makes the ledger's own id, where there is no ledger yet and this writer opens one. */
export function ledgerWriter(
  before: readonly ReadLine[],
  { team, at, digest, derive }: { readonly team: TeamId; readonly at: Instant; readonly digest: Digest; readonly derive: Derive },
): LedgerWriter {
  const written: ReadLine[] = []
  let head = before.at(-1)?.digest ?? digestOfNothing
  const read = (value: LedgerLine, position: number): ReadLine => {
    const text = canonicalText(value)
    return { value, text, digest: digest(text), position }
  }
  const writer: LedgerWriter = {
    get count() {
      return before.length + written.length
    },
    get head() {
      return head
    },
    write(make) {
      const line = make({ line: writer.count + 1, prev: head, at })
      const next = read(line, writer.count + 1)
      written.push(next)
      head = next.digest
      return line
    },
    closedBy(checkpoint, signatures) {
      const lines = [...written, read(closingLine(checkpoint, signatures), writer.count + 1)]
      const texts = lines.map(({ text }) => text)
      const carried = new Map(carriedFrom(texts).map((text, index) => [lines[index]?.value, text]))
      return { lines, bytes: linesToAppend(texts), carriedBy: (line) => carried.get(line) ?? '' }
    },
  }
  if (before.length === 0)
    writer.write((place) => ({
      kind: 'opening',
      format: 'mdt-huddle/ledger',
      version: 1,
      algorithms: theAlgorithms,
      ledger: derive(`ledger\n${team}\n${at}`).slice(0, 32),
      team,
      ...place,
    }))
  return writer
}

/** Digests keyed by a device's secret: known to its holder alone, and the same whenever they are asked for. */
export type Derive = (purpose: string) => string

/** @param secret a device's signing secret, base64url. */
export function derivation(secret: string, digest: Digest): Derive {
  const key = fromHex(digest('mdt-huddle/derive/v1\n', fromBase64url(secret)))
  return (purpose) => digest(key, purpose)
}

/** The salt of one leaf. Filing again gives the same one, so the same bytes. */
export const saltFor = (derive: Derive, id: string): string => toBase64url(fromHex(derive(`salt\n${id}`)))
