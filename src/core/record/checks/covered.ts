import type { z } from 'zod'
import { fromBase64url } from '../../model/bytes.ts'
import { canonicalText, parseExactly, readCanonical, readCanonicalText, readExactly } from '../canonical.ts'
import { coveredParts, type CoveredParts } from '../covered-text.ts'
import type { Digest } from '../digest.ts'
import type { LedgerLine, PlacingLine } from '../ledger-line.ts'
import { carriedLines, leafOf } from '../manifest.ts'
import type { FindingCode } from './finding.ts'
import { unknownIn, type ReadLine } from './ledger-lines.ts'

/** What the ledger says of one folder; there is none where no line places it. */
export interface Placing<T extends PlacingLine = PlacingLine> {
  readonly line: T
  /** The ledger's lines from this one to the checkpoint that closes it. */
  readonly until: readonly ReadLine[]
  /** Those, as a folder carries them. */
  readonly carried: Uint8Array
}

/** Notes what does not hold in one file of a folder, by the file's name. */
export type Note = (name: string, code: FindingCode, sentence: string) => void

/** One kind of file whose body a leaf covers. */
export interface CoveredForm<B> {
  readonly format: CoveredParts['format']
  readonly body: z.ZodType<B>
  readonly whole: z.ZodType<{ readonly body: B; readonly salt: string; readonly ledger: readonly LedgerLine[] }>
}

export interface Covered<B> {
  readonly body: B
  /** The body's canonical text. */
  readonly bodyText: string
  readonly salt: string
  /** The lines that it carries; undefined where they are the ledger's own, which have been read already. */
  readonly otherLines: readonly LedgerLine[] | undefined
}

/** Reads the file whose body a leaf covers: a manifest or an addendum. */
export function readCovered<B>(
  form: CoveredForm<B>,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  placing: Placing | undefined,
  note: Note,
): Covered<B> | undefined {
  const asPlaced = placing && readAsPlaced(form, bytes, placing)
  if (asPlaced) return asPlaced
  const read = readExactly(form.whole, bytes)
  if (read !== undefined && isBytes(read.salt)) return { body: read.body, bodyText: canonicalText(read.body), salt: read.salt, otherLines: read.ledger }
  const unknown = unknownIn(readCanonical(bytes))
  if (unknown === undefined) note(name, 'edited-file', `${name} is not as it was written: it is not in its canonical form.`)
  else note(name, 'unknown-version', `${name} says ${unknown}, which this verifier does not know.`)
  return undefined
}

/** Of a file that carries exactly the ledger's lines only the rest is left to be read: in a full ledger that is the lesser part. */
function readAsPlaced<B>({ format, body: parser }: CoveredForm<B>, bytes: Uint8Array, { until, carried }: Placing): Covered<B> | undefined {
  if (until.length < carriedLines.least || until.length > carriedLines.most) return undefined
  const parts = coveredParts(format, bytes, carried)
  if (!parts || !isBytes(parts.salt)) return undefined
  const body = parseExactly(parser, readCanonicalText(parts.body))
  return body === undefined ? undefined : { body, bodyText: parts.body, salt: parts.salt, otherLines: undefined }
}

/**
 * Whether the file can be believed: the ledger covers its body, and nothing else does. The ledger lines that it carries
 * have to be the ledger's own.
 */
export function isCovered(name: string, { bodyText, salt, otherLines }: Covered<unknown>, placing: Placing | undefined, digest: Digest, note: Note): boolean {
  if (!placing) return true
  if (leafOf(digest, salt, bodyText) !== placing.line.leaf) {
    note(
      name,
      'edited-file',
      `${name} is not as it was written: its digest is not the one in line ${placing.line.line} of the ledger.`,
    )
    return false
  }
  if (otherLines && !sameLines(otherLines, placing.until))
    note(name, 'differs-from-ledger', `The ledger lines that ${name} carries are not those of the ledger.`)
  return true
}

function isBytes(text: string): boolean {
  try {
    fromBase64url(text)
    return true
  } catch {
    return false
  }
}

const sameLines = (carried: readonly LedgerLine[], lines: readonly ReadLine[]): boolean =>
  carried.length === lines.length && lines.every(({ text }, index) => text === canonicalText(carried[index]))
