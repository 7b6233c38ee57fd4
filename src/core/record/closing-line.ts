import { utf8 } from '../model/bytes.ts'
import type { AnyCheckpoint, CheckpointSignature } from '../model/checkpoint.ts'
import { canonicalText } from './canonical.ts'
import { checkpointLine, type CheckpointLine, type LedgerLine } from './ledger-line.ts'

export const byDeviceId = (a: { device: string }, b: { device: string }): number => (a.device < b.device ? -1 : 1)

/** The ledger line of a signed checkpoint: the one right after what it covers. Names stay behind. */
export function closingLine(checkpoint: AnyCheckpoint, signatures: readonly CheckpointSignature[]): CheckpointLine {
  return checkpointLine.parse({
    kind: 'checkpoint',
    checkpoint,
    signatures: signatures
      .map(({ card: { device, signingKey }, signature }) => ({ device, signingKey, signature }))
      .toSorted(byDeviceId),
    line: checkpoint.lines + 1,
    prev: checkpoint.head,
    at: checkpoint.at,
  })
}

/** Lines as they stand in the file: canonical, each ended by a newline. */
export const linesToAppend = (lines: readonly LedgerLine[]): Uint8Array =>
  utf8.encode(lines.map((line) => `${canonicalText(line)}\n`).join(''))
