import { utf8 } from '../model/bytes.ts'
import type { AnyCheckpoint, CheckpointSignature } from '../model/checkpoint.ts'
import { checkpointLine, type CheckpointLine } from './ledger-line.ts'

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

/** Lines as they stand in the file: canonical texts, each ended by a newline. */
export const linesToAppend = (texts: readonly string[]): Uint8Array => utf8.encode(texts.map((text) => `${text}\n`).join(''))
