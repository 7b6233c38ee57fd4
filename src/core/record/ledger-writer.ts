import { fromBase64url, toBase64url } from '../model/bytes.ts'
import type { Instant } from '../model/dates.ts'
import { fromHex, type TeamId } from '../model/ids.ts'
import { canonicalText } from './canonical.ts'
import type { ReadLine } from './checks/ledger-lines.ts'
import { digestOfNothing, type Digest } from './digest.ts'
import { theAlgorithms, type LedgerLine } from './ledger-line.ts'

type LinePlace = Pick<LedgerLine, 'line' | 'prev' | 'at'>

/** Continues a ledger in memory: each line gets its number and the digest of the one before. */
export interface LedgerWriter {
  /** What was written since the writer was made. */
  readonly written: readonly LedgerLine[]
  /** Their canonical texts. */
  readonly texts: readonly string[]
  /** How many lines there are, with those before. */
  readonly count: number
  /** Digest of the last line. */
  readonly head: string
  write<T extends LedgerLine>(line: (place: LinePlace) => T): T
}

/** @param derive makes the ledger's own id, where there is no ledger yet and this writer opens one. */
export function ledgerWriter(
  before: readonly ReadLine[],
  { team, at, digest, derive }: { readonly team: TeamId; readonly at: Instant; readonly digest: Digest; readonly derive: Derive },
): LedgerWriter {
  const written: LedgerLine[] = []
  const texts: string[] = []
  let head = before.at(-1)?.digest ?? digestOfNothing
  const writer: LedgerWriter = {
    written,
    texts,
    get count() {
      return before.length + written.length
    },
    get head() {
      return head
    },
    write(make) {
      const line = make({ line: writer.count + 1, prev: head, at })
      const text = canonicalText(line)
      written.push(line)
      texts.push(text)
      head = digest(text)
      return line
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
