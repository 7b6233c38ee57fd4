import type { Host } from '../host.ts'
import type { CheckpointSignature } from '../model/checkpoint.ts'
import { instantOf, type Instant } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleId } from '../model/ids.ts'
import type { Profile } from '../model/profile.ts'
import { finishFiling, prepareFiling, type OutcomeToFile, type PreparedFiling } from '../record/filing.ts'
import { buildPackageFiles } from '../record/package-files.ts'
import type { PdfFonts } from '../record/pdf/fonts.ts'
import { signCheckpoint } from '../record/sign.ts'
import type { Vault } from '../vault/vault.ts'

export interface FilingDesk {
  readonly host: Host
  readonly vault: Vault
  readonly profile: Profile
  readonly effects: Effects
  readonly fonts: () => Promise<PdfFonts>
}

/** The typeset and placed outcomes of one huddle, waiting for the signatures on its checkpoint. */
export interface WaitingFiling {
  readonly prepared: PreparedFiling
  readonly outcomes: readonly FiledOutcome[]
}

/** Renders every outcome of a huddle that is not in the record yet and places it in the ledger; writes nothing. */
export async function prepareHuddle(desk: FilingDesk, huddle: HuddleId, onStep: (step: string) => void): Promise<WaitingFiling> {
  const outcomes = (await desk.vault.outcomes.all()).filter((each) => each.outcome.huddle.id === huddle && !each.receipt)
  const toFile: OutcomeToFile[] = []
  for (const [index, { outcome, payload, answers }] of outcomes.entries()) {
    onStep(`Writing outcome ${index + 1} of ${outcomes.length}`)
    toFile.push({ payload, answers, files: await buildPackageFiles(outcome, payload, answers, await desk.fonts()) })
  }
  onStep('Reading the ledger')
  const { content } = await desk.host.call('records.ledger', null)
  const prepared = await prepareFiling({
    ledgerNow: content,
    outcomes: toFile,
    huddle,
    team: desk.profile.team.id,
    at: instantOf(desk.effects.clock()),
    secret: desk.profile.signingSecret,
  })
  return { prepared, outcomes }
}

/** Writes the packages and the ledger, then keeps the receipt of each outcome. @returns the records folder. */
export async function fileHuddle(desk: FilingDesk, { prepared, outcomes }: WaitingFiling, signatures: readonly CheckpointSignature[]): Promise<string> {
  const folder = prepared.proposal
    ? (await desk.host.call('records.file', await finishFiling(prepared, signatures))).folder
    : (await desk.host.call('records.about', null)).folder
  const at: Instant = instantOf(desk.effects.clock())
  await desk.vault.outcomes.put(
    outcomes.map((each) => ({ ...each, receipt: { at, folder, ledgerLine: prepared.places.get(each.id) ?? 0 } })),
  )
  for (const { outcome } of outcomes) {
    await desk.vault.audit.add({ at, by: desk.profile.card.name, kind: 'filed', person: outcome.person.id, detail: `Outcome filed in ${folder}` })
  }
  return folder
}

/** Files what an earlier huddle could not, closed by this device's own signature alone. */
export async function fileAlone(desk: FilingDesk, huddle: HuddleId): Promise<void> {
  const waiting = await prepareHuddle(desk, huddle, () => undefined)
  const { proposal } = waiting.prepared
  const own = proposal ? [{ card: desk.profile.card, signature: await signCheckpoint(proposal, desk.profile.signingSecret) }] : []
  await fileHuddle(desk, waiting, own)
}
