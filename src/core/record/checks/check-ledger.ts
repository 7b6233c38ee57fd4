import { canonicalText } from '../canonical.ts'
import { linesToAppend } from '../closing-line.ts'
import { digestOfNothing, loadDigest, type Digest } from '../digest.ts'
import { placedId, type CheckpointLine, type LedgerLine, type PlacingLine } from '../ledger-line.ts'
import { loadSignatureChecks, type SignatureChecks } from '../sign.ts'
import type { Finding } from './finding.ts'
import { ledgerName, readLedgerLines, type ReadLine } from './ledger-lines.ts'

export interface CheckedLedger {
  readonly lines: readonly ReadLine[]
  readonly findings: readonly Finding[]
}

/** Holds a whole ledger against the format: form, numbers, chain, opening, places, checkpoints, signatures and tail. */
export async function checkLedger(content: Uint8Array): Promise<CheckedLedger> {
  const { lines, findings } = readLedgerLines(content, await loadDigest())
  const found = [...findings, ...checkOpening(lines), ...checkMeaning(lines, new Map(), await loadSignatureChecks())]
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

/**
 * The lines in `content`, which comes after the lines of a ledger that holds: none of them unless all of them go on from
 * there and hold. What is wrong with one that does not, a reading of the whole ledger says.
 */
export async function checkLinesAfter(
  before: { readonly lines: readonly ReadLine[]; readonly placed: ReadonlyMap<string, PlacingLine> },
  content: Uint8Array,
): Promise<readonly ReadLine[] | undefined> {
  const { lines, findings } = readLedgerLines(content, await loadDigest(), before.lines.at(-1))
  if (findings.length > 0 || lines.at(-1)?.value.kind !== 'checkpoint' || lines.some(({ value }) => value.kind === 'opening')) return undefined
  return checkMeaning(lines, before.placed, await loadSignatureChecks()).length > 0 ? undefined : lines
}

/**
 * The lines that one folder carries, from the one that places it to the checkpoint that closes it, held against each other:
 * what stands before them, and with it the beginning of that huddle, is not here.
 */
export function checkCarriedLines(carried: readonly LedgerLine[], digest: Digest, checks: SignatureChecks): CheckedLedger {
  const [first] = carried
  if (!first) return { lines: [], findings: [] }
  const unseen: ReadLine = { value: { ...first, line: first.line - 1 }, text: '', digest: first.prev, position: first.line - 1 }
  const { lines, findings } = readLedgerLines(linesToAppend(carried.map(canonicalText)), digest, unseen)
  const found = [...findings, ...checkMeaning(lines, undefined, checks)]
  const end = lines.findIndex(({ value }) => value.kind === 'checkpoint')
  const last = lines.at(-1)
  if (last && (end !== lines.length - 1 || first.kind === 'opening' || first.kind === 'checkpoint'))
    found.push(at(last, 'wrong-checkpoint', 'The ledger lines that it carries do not go from its own to the checkpoint that closes it.'))
  return { lines, findings: found }
}

/** @param before what was placed by the lines before these, which a checkpoint closed; undefined where nobody knows. */
function checkMeaning(lines: readonly ReadLine[], before: ReadonlyMap<string, PlacingLine> | undefined, checks: SignatureChecks): Finding[] {
  const found: Finding[] = []
  const here = new Map<string, PlacingLine>()
  const placed = (id: string): PlacingLine | undefined => here.get(id) ?? before?.get(id)
  let open: PlacingLine[] = []
  for (const line of lines) {
    const { value, position } = line
    if (value.kind === 'checkpoint') {
      const words = wrongInCheckpoint(value, open, before !== undefined)
      if (words) found.push(at(line, 'wrong-checkpoint', `The checkpoint in line ${position} ${words}.`))
      found.push(...checkSignatures(line, value, checks))
      open = []
    } else if (value.kind !== 'opening') {
      const earlier = placed(placedId(value))
      if (earlier)
        found.push(at(line, 'forked-line', `Line ${position} places what line ${earlier.line} has placed already.`))
      if (before && value.kind === 'answer' && placed(value.outcome)?.kind !== 'outcome')
        found.push(
          at(line, 'wrong-answer', `Line ${position} answers an outcome that no line before it has placed.`),
        )
      here.set(placedId(value), value)
      open.push(value)
    }
  }
  return found
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
  open: readonly PlacingLine[],
  whole: boolean,
): string | undefined {
  if (checkpoint.lines !== line - 1) return `covers ${checkpoint.lines} lines and stands after ${line - 1}`
  if (checkpoint.head !== prev) return 'covers another head than the line before it'
  if (checkpoint.at !== when) return 'has another time than its line'
  const named: readonly string[] = checkpoint.closes === 'huddle' ? checkpoint.outcomes : checkpoint.addenda
  if ((whole ? named : named.slice(-open.length)).join() !== open.map(placedId).join()) return 'does not name exactly what was placed since the checkpoint before'
  if (checkpoint.closes === 'addenda')
    return open.some(({ kind }) => kind === 'outcome') ? 'closes an outcome outside its huddle' : undefined
  if (open.some((each) => each.kind !== 'outcome')) return 'closes a huddle and a later addition together'
  if (open.some((each) => each.kind === 'outcome' && each.huddle !== checkpoint.huddle))
    return 'closes another huddle than the outcomes before it come from'
  return undefined
}

function checkSignatures(line: ReadLine, { checkpoint, signatures }: CheckpointLine, checks: SignatureChecks): Finding[] {
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
    if (!checks.cardHolds(signature)) {
      found.push(
        at(
          line,
          'wrong-card',
          `Line ${line.position} names device ${signature.device} with a key that is not that device's.`,
        ),
      )
    } else if (!checks.checkpointHolds(checkpoint, signature, signature.signature)) {
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
