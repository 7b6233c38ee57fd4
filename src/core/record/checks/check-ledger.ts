import type { OutcomeId } from '../../model/ids.ts'
import { cardHolds } from '../device.ts'
import { digestOfNothing, loadDigest } from '../digest.ts'
import type { CheckpointLine, OutcomeLine } from '../ledger-line.ts'
import { verifyCheckpointSignature } from '../sign.ts'
import type { Finding } from './finding.ts'
import { ledgerName, readLedgerLines, type ReadLine } from './ledger-lines.ts'

export interface CheckedLedger {
  readonly lines: readonly ReadLine[]
  readonly findings: readonly Finding[]
}

/** Holds a whole ledger against the format: form, numbers, chain, opening, checkpoints, signatures and tail. */
export async function checkLedger(content: Uint8Array): Promise<CheckedLedger> {
  const { lines, findings } = readLedgerLines(content, await loadDigest())
  const found = [...findings, ...checkOpening(lines)]
  let open: OutcomeLine[] = []
  const placed = new Map<OutcomeId, number>()
  for (const line of lines) {
    if (line.value.kind === 'outcome') {
      const before = placed.get(line.value.outcome)
      if (before)
        found.push(
          at(line, 'forked-line', `Line ${line.position} places an outcome that line ${before} has placed already.`),
        )
      placed.set(line.value.outcome, line.value.line)
      open.push(line.value)
    }
    if (line.value.kind === 'checkpoint') {
      const words = wrongInCheckpoint(line.value, open)
      if (words) found.push(at(line, 'wrong-checkpoint', `The checkpoint in line ${line.position} ${words}.`))
      found.push(...(await checkSignatures(line, line.value)))
      open = []
    }
  }
  const last = lines.at(-1)
  if (!last || last.value.kind !== 'checkpoint') {
    const line = last?.position ?? 1
    found.push({
      file: ledgerName,
      line,
      code: 'cut-tail',
      sentence: `The ledger ends at line ${line} without a checkpoint: lines were cut off after it.`,
    })
  }
  return { lines, findings: found }
}

function at(line: ReadLine, code: Finding['code'], sentence: string): Finding {
  return { file: ledgerName, line: line.position, code, sentence }
}

function checkOpening(lines: readonly ReadLine[]): Finding[] {
  const [first, ...others] = lines
  const found: Finding[] = []
  if (first?.value.line === 1 && (first.value.kind !== 'opening' || first.value.prev !== digestOfNothing)) {
    found.push(at(first, 'wrong-opening', 'Line 1 does not open the ledger.'))
  }
  for (const line of others) {
    if (line.value.kind === 'opening')
      found.push(at(line, 'wrong-opening', `Line ${line.position} opens a second ledger inside this one.`))
  }
  return found
}

function wrongInCheckpoint(
  { checkpoint, line, prev, at: when }: CheckpointLine,
  open: readonly OutcomeLine[],
): string | undefined {
  if (checkpoint.lines !== line - 1) return `covers ${checkpoint.lines} lines and stands after ${line - 1}`
  if (checkpoint.head !== prev) return 'covers another head than the line before it'
  if (checkpoint.at !== when) return 'has another time than its line'
  const named = checkpoint.outcomes.join()
  if (named !== open.map(({ outcome }) => outcome).join())
    return 'does not name exactly the outcomes since the checkpoint before'
  if (open.some(({ huddle }) => huddle !== checkpoint.huddle))
    return 'closes another huddle than the outcomes before it come from'
  return undefined
}

async function checkSignatures(line: ReadLine, { checkpoint, signatures }: CheckpointLine): Promise<Finding[]> {
  const found: Finding[] = []
  signatures.forEach(({ device }, index) => {
    const before = signatures[index - 1]
    if (before && before.device >= device)
      found.push(
        at(
          line,
          'wrong-checkpoint',
          `The checkpoint in line ${line.position} has its signatures out of order or twice.`,
        ),
      )
  })
  for (const signature of signatures) {
    if (!(await cardHolds(signature))) {
      found.push(
        at(
          line,
          'wrong-card',
          `Line ${line.position} names device ${signature.device} with a key that is not that device's.`,
        ),
      )
    } else if (!(await verifyCheckpointSignature(checkpoint, signature, signature.signature))) {
      found.push(
        at(
          line,
          'wrong-signature',
          `The signature of device ${signature.device} in line ${line.position} does not fit the checkpoint.`,
        ),
      )
    }
  }
  return found
}
