import type { z } from 'zod'
import { fromBase64url, sameBytes, utf8 } from '../../model/bytes.ts'
import { canonicalText, readCanonical, readExactly } from '../canonical.ts'
import type { Digest } from '../digest.ts'
import type { LedgerLine, PlacingLine } from '../ledger-line.ts'
import { leafOf } from '../manifest.ts'
import type { FindingCode } from './finding.ts'
import { unknownIn, type ReadLine } from './ledger-lines.ts'

/** What the ledger says of one folder; there is none where no line places it. */
export interface Placing<T extends PlacingLine = PlacingLine> {
  readonly line: T
  /** The ledger's lines from this one to the checkpoint that closes it. */
  readonly until: readonly ReadLine[]
}

/** Notes what does not hold in one file of a folder, by the file's name. */
export type Note = (name: string, code: FindingCode, sentence: string) => void

interface Covered {
  readonly body: object
  readonly salt: string
  readonly ledger: readonly LedgerLine[]
}

/** Reads the file whose body a leaf covers: a manifest or an addendum. */
export function readCovered<T extends z.ZodType<Covered>>(
  parser: T,
  name: string,
  bytes: Uint8Array,
  note: Note,
): z.output<T> | undefined {
  const read = readExactly(parser, bytes)
  if (read !== undefined && isBytes(read.salt)) return read
  const unknown = unknownIn(readCanonical(bytes))
  if (unknown === undefined) note(name, 'edited-file', `${name} is not as it was written: it is not in its canonical form.`)
  else note(name, 'unknown-version', `${name} says ${unknown}, which this verifier does not know.`)
  return undefined
}

/**
 * Whether the file can be believed: the ledger covers its body, and nothing else does. The ledger lines that it carries
 * have to be the ledger's own.
 */
export function isCovered(
  name: string,
  { body, salt, ledger }: Covered,
  placing: Placing | undefined,
  digest: Digest,
  note: Note,
): boolean {
  if (!placing) return true
  if (leafOf(digest, salt, body) !== placing.line.leaf) {
    note(
      name,
      'edited-file',
      `${name} is not as it was written: its digest is not the one in line ${placing.line.line} of the ledger.`,
    )
    return false
  }
  if (!sameLines(ledger, placing.until))
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
  carried.length === lines.length &&
  lines.every(({ bytes }, index) => sameBytes(utf8.encode(canonicalText(carried[index])), bytes))
