import { sameBytes, utf8 } from '../model/bytes.ts'
import type { Answer } from '../model/checkpoint.ts'
import type { OutcomeId } from '../model/ids.ts'
import type { Outcome } from '../model/outcome.ts'
import { problemOf } from '../model/problem.ts'
import { canonicalText, readExactly } from './canonical.ts'
import { loadDigest, type Digest } from './digest.ts'
import { ledgerReading, type LedgerReading, type WholeLedger } from './ledger-reading.ts'
import { contentNames, leafOf, manifest as manifestParser, manifestName, packagePath } from './manifest.ts'

/** Reads back what a filing has written, in the way in which anybody would read it later. */
export interface FiledReader {
  ledger(): Promise<Uint8Array>
  /** @param path names under the records folder. @throws whatever keeps the file from being read. */
  read(path: readonly string[]): Promise<Uint8Array>
}

export interface ToConfirm {
  readonly outcome: Outcome
  /** The canonical text that was signed. */
  readonly payload: string
}

export type Confirmation =
  /** The ledger places it, and every file of its package has the digest that the ledger vouches for; with the answers that it vouches for. */
  | { readonly kind: 'in-the-record'; readonly ledgerLine: number; readonly answers: readonly Answer[] }
  | { readonly kind: 'not-placed' }
  | { readonly kind: 'differs'; readonly because: string }

/**
 * Whether each outcome is in the record: written, and read back the same. Nothing is taken on the word of whoever wrote it.
 *
 * @throws {ProblemError} when the ledger cannot be read at all.
 */
export async function confirmFiled(reader: FiledReader, outcomes: readonly ToConfirm[], ledgers: LedgerReading = ledgerReading()): Promise<ReadonlyMap<OutcomeId, Confirmation>> {
  const digest = await loadDigest()
  const content = await reader.ledger()
  const confirmations = new Map<OutcomeId, Confirmation>()
  try {
    const ledger = await ledgers.read(content)
    for (const each of outcomes) confirmations.set(each.outcome.id, await confirmOne(reader, ledger, each, digest))
  } catch (error) {
    for (const { outcome } of outcomes) confirmations.set(outcome.id, { kind: 'differs', because: problemOf(error).happened })
  }
  return confirmations
}

async function confirmOne(reader: FiledReader, { lines, placed }: WholeLedger, { outcome, payload }: ToConfirm, digest: Digest): Promise<Confirmation> {
  const line = placed.get(outcome.id)
  if (line?.kind !== 'outcome') return { kind: 'not-placed' }
  const folder = packagePath(outcome)
  const differs = (name: string, how: string): Confirmation => ({ kind: 'differs', because: `${[...folder, name].join('/')} ${how}` })
  const read = async (name: string): Promise<Uint8Array | Confirmation> => {
    try {
      return await reader.read([...folder, name])
    } catch (error) {
      return differs(name, `could not be read: ${problemOf(error).happened}`)
    }
  }

  const manifestBytes = await read(manifestName)
  if (!(manifestBytes instanceof Uint8Array)) return manifestBytes
  const manifest = readExactly(manifestParser, manifestBytes)
  if (!manifest || leafOf(digest, manifest.salt, canonicalText(manifest.body)) !== line.leaf) return differs(manifestName, 'is not what the ledger vouches for.')
  const own = lines.slice(line.line - 1, line.line - 1 + manifest.ledger.length)
  if (canonicalText(manifest.ledger) !== `[${own.map(({ text }) => text).join(',')}]`) return differs(manifestName, 'carries other lines than the ledger.')
  for (const name of contentNames) {
    const written = manifest.body.files.find((file) => file.name === name)
    const bytes = await read(name)
    if (!(bytes instanceof Uint8Array)) return bytes
    if (!written || bytes.length !== written.length || digest(bytes) !== written.digest) return differs(name, 'is not as it was written.')
    if (name === 'outcome.json' && !sameBytes(bytes, utf8.encode(payload))) return differs(name, 'is not what was signed.')
  }
  return { kind: 'in-the-record', ledgerLine: line.line, answers: manifest.body.answers }
}
