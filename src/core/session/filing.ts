import { huddleDoc } from '../doc/huddle-doc.ts'
import type { Host } from '../host.ts'
import type { CheckpointSignature } from '../model/checkpoint.ts'
import { instantOf, type Instant } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import { answersToFile, asFiled, type FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleId, OutcomeId } from '../model/ids.ts'
import { personInitials } from '../model/person.ts'
import { problemOf, ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import { confirmFiled, type FiledReader } from '../record/confirm-filed.ts'
import { loadDigest } from '../record/digest.ts'
import { finishFiling, prepareFiling, type LeftOut, type OutcomeToFile, type PreparedFiling } from '../record/filing.ts'
import type { LedgerReading } from '../record/ledger-reading.ts'
import { buildPackageFiles } from '../record/package-files.ts'
import type { PdfFonts } from '../record/pdf/fonts.ts'
import { signCheckpoint } from '../record/sign.ts'
import { WrittenOutcome } from '../record/written-outcome.ts'
import type { Vault } from '../vault/vault.ts'
import { tellFiled } from './filed-notices.ts'
import { noteOnce } from './note-once.ts'
import { withDoc } from './with-doc.ts'

export interface FilingDesk {
  readonly host: Host
  readonly vault: Vault
  readonly profile: Profile
  readonly effects: Effects
  readonly fonts: () => Promise<PdfFonts>
  readonly ledgers: LedgerReading
}

/** The typeset and placed outcomes of one huddle, waiting for the signatures on its checkpoint. */
export interface WaitingFiling {
  readonly prepared: PreparedFiling
  readonly outcomes: readonly FiledOutcome[]
  /** Why, in words, where some could not be prepared: they wait, and keep no other from being filed. */
  readonly leftOut: ProblemError | undefined
}

/**
 * Renders every outcome of a huddle that is not in the record yet and places it in the ledger; writes nothing.
 *
 * @throws {ProblemError} where none of them can be prepared, and whatever keeps the ledger from being read.
 */
export async function prepareHuddle(desk: FilingDesk, huddle: HuddleId, onStep: (step: string) => void): Promise<WaitingFiling> {
  const outcomes = (await desk.vault.outcomes.all()).filter((each) => each.outcome.huddle.id === huddle && !each.receipt)
  const toFile: OutcomeToFile[] = []
  const unwritten: LeftOut[] = []
  const digest = await loadDigest()
  for (const [index, each] of outcomes.entries()) {
    onStep(`Writing outcome ${index + 1} of ${outcomes.length}`)
    const { id, payload } = each
    const answers = answersToFile(each)
    try {
      const written = WrittenOutcome.read(payload, digest)
      toFile.push({ written, answers, files: await buildPackageFiles(written.outcome, payload, answers, await desk.fonts()) })
    } catch (error) {
      unwritten.push({ id, problem: problemOf(error) })
    }
  }
  if (toFile.length === 0 && unwritten.length > 0) throw notPrepared(outcomes, unwritten)
  onStep('Reading the ledger')
  const { content } = await desk.host.call('records.ledger', null)
  const prepared = await prepareFiling({
    ledgerNow: content,
    ledgers: desk.ledgers,
    outcomes: toFile,
    huddle,
    team: desk.profile.team.id,
    at: instantOf(desk.effects.clock()),
    secret: desk.profile.signingSecret,
  })
  const waiting = [...unwritten, ...prepared.leftOut]
  return {
    prepared,
    outcomes: outcomes.filter(({ id }) => !waiting.some((each) => each.id === id)),
    leftOut: waiting.length > 0 ? notPrepared(outcomes, waiting) : undefined,
  }
}

/** Whose outcome was left out, and why. */
function notPrepared(outcomes: readonly FiledOutcome[], leftOut: readonly LeftOut[]): ProblemError {
  const whose = (id: OutcomeId): string => outcomes.flatMap((each) => (each.id === id ? personInitials(each.outcome.person) : []))[0] ?? 'somebody'
  const [first] = leftOut
  return new ProblemError({
    code: first?.problem.code ?? 'not-prepared',
    happened: `What was decided about ${new Intl.ListFormat('en-GB').format(leftOut.map(({ id }) => whose(id)))} could not be filed. ${leftOut.slice(0, 3).map(({ id, problem }) => `${whose(id)}: ${problem.happened}`).join(' ')}`,
    kept: 'It is kept in the vault of this device and waits under Record; it keeps nothing else from being filed.',
    todo: [...new Set(leftOut.map(({ problem }) => problem.todo))].join(' '),
  })
}

/**
 * Writes the packages and the ledger, reads them back, and only then keeps the receipt of each outcome.
 *
 * @returns the records folder.
 * @throws {ProblemError} `read-back-differs`: what stands there is not what was filed, and nothing differing has a receipt.
 */
export async function fileHuddle(desk: FilingDesk, waiting: WaitingFiling, signatures: readonly CheckpointSignature[]): Promise<string> {
  const folder = await write(desk, waiting, signatures)
  const confirmed = await confirmFiled(readerOf(desk.host), waiting.outcomes, desk.ledgers)
  const at: Instant = instantOf(desk.effects.clock())
  const by = desk.profile.card.name
  const differing: string[] = []
  for (const each of waiting.outcomes) {
    const found = confirmed.get(each.id)
    if (found?.kind !== 'in-the-record') {
      differing.push(found?.kind === 'differs' ? found.because : 'The ledger does not hold its line.')
      continue
    }
    // With the answers that the record holds, which an earlier attempt may have written: one that came meanwhile is a late one.
    const receipt = { at, folder, ledgerLine: found.ledgerLine }
    if ((await desk.vault.outcomes.get(each.id))?.receipt) continue
    await noteOnce(desk, [each.id], { at, by, kind: 'filed', person: each.outcome.person.id, detail: `Outcome filed in ${folder}` })
    await desk.vault.outcomes.change([each.id], (now = each) => (now.receipt ? undefined : asFiled(now, found.answers, receipt)))
  }
  if (differing.length > 0) throw readBackDiffers(folder, differing)
  return folder
}

/** Files, or finds that an earlier attempt has filed already and only could not be read back. */
async function write(desk: FilingDesk, { prepared, outcomes }: WaitingFiling, signatures: readonly CheckpointSignature[]): Promise<string> {
  if (!prepared.proposal) return (await desk.host.call('records.about', null)).folder
  try {
    return (await desk.host.call('records.file', await finishFiling(prepared, signatures))).folder
  } catch (error) {
    if (problemOf(error).code !== 'ledger-moved') throw error
    const there = await confirmFiled(readerOf(desk.host), outcomes, desk.ledgers)
    if ([...there.values()].some(({ kind }) => kind === 'not-placed')) throw error
    return (await desk.host.call('records.about', null)).folder
  }
}

const readerOf = (host: Host): FiledReader => ({
  ledger: async () => (await host.call('records.ledger', null)).content,
  read: async (path) => (await host.call('records.read', { path: [...path] })).content,
})

function readBackDiffers(folder: string, differing: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'read-back-differs',
    happened: `What stands in ${folder} is not what was filed there: ${differing.slice(0, 3).join(' ')}`,
    kept: 'These outcomes have no receipt and still wait to be filed; everything signed is kept in MDT Huddle.',
    todo: 'Look at that folder: a disk that fails or a program that changes files. Verify it under Record, put back what was changed, then file again.',
  })
}

/** Tries the records folder before anything is typeset for it. @throws {ProblemError} `records-unwritable` */
export async function requireWritable(host: Host): Promise<void> {
  const { writable, because } = await host.call('records.about', null)
  if (writable) return
  throw new ProblemError({
    code: 'records-unwritable',
    happened: because,
    kept: 'Everything stays in MDT Huddle, waiting to be filed.',
    todo: 'Make room on that disk, make the folder writable or choose another one under Settings, then file again.',
  })
}

/** Files what an earlier huddle could not, closed by this device's own signature alone. */
export async function fileAlone(desk: FilingDesk, huddle: HuddleId): Promise<void> {
  const waiting = await prepareHuddle(desk, huddle, () => undefined)
  const { proposal } = waiting.prepared
  const own = proposal ? [{ card: desk.profile.card, signature: await signCheckpoint(proposal, desk.profile.signingSecret) }] : []
  await fileHuddle(desk, waiting, own)
  await withDoc(desk.vault, `huddle:${huddle}`, async (doc) => {
    const there = huddleDoc(doc)
    if (there.about()) await tellFiled(there, desk, huddle)
  })
  if (waiting.leftOut) throw waiting.leftOut
}
