import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { instantOf } from '../model/dates.ts'
import { present } from '../model/huddle.ts'
import type { CheckpointSignature } from '../model/checkpoint.ts'
import type { HuddleId } from '../model/ids.ts'
import { cell, type Observable } from '../model/observable.ts'
import { problemOf, ProblemError } from '../model/problem.ts'
import { signCheckpoint, verifyCheckpointSignature } from '../record/sign.ts'
import { takeUpChallenges, type Challenged } from './challenged-since.ts'
import type { DeskParts } from './desk-parts.ts'
import { learnFiled, tellFiled } from './filed-notices.ts'
import { fileHuddle, prepareHuddle, type FilingDesk, type WaitingFiling } from './filing.ts'
import type { Closing } from './live-huddle.ts'

/** The last steps of a huddle: propose its checkpoint, have it signed by those present, file. */
export interface ClosingDesk {
  readonly state: Observable<Closing>
  /** @throws {ProblemError} `items-open`, `outcomes-missing`, `challenged-since`, and whatever keeps the ledger from being read. */
  propose(): Promise<void>
  sign(): Promise<void>
  /** @throws {ProblemError} `not-proposed`, `challenged-since`, and whatever keeps the record from being written. */
  file(): Promise<void>
  /** Looks again at who has signed and whether the chair's app has filed. */
  settle(): Promise<void>
}

export function closingDesk(parts: DeskParts, huddle: HuddleDoc, id: HuddleId): ClosingDesk {
  const state = cell<Closing>({ kind: 'not-started' })
  let waiting: WaitingFiling | undefined
  let busy = false

  const filingDesk = (): FilingDesk => ({ ...parts, profile: parts.profile.get() })

  async function holdingSignatures(): Promise<CheckpointSignature[]> {
    const proposal = huddle.checkpoint()
    if (!proposal) return []
    const checked = await Promise.all(
      huddle.checkpointSignatures().map(async (each) => ({ each, holds: await verifyCheckpointSignature(proposal, each.card, each.signature) })),
    )
    return checked.flatMap(({ each, holds }) => (holds ? each : []))
  }

  async function settle(): Promise<void> {
    if (busy) return
    const about = huddle.about()
    if (about?.state === 'closed') {
      await takeReceipts()
      return
    }
    if (!huddle.checkpoint()) return
    const signed = new Set((await holdingSignatures()).map(({ card }) => card.device))
    const waitingFor = present(huddle.attendees())
      .map(({ card }) => card)
      .filter(({ device }) => !signed.has(device))
    if (state.get().kind !== 'failed') state.set({ kind: 'signing', waitingFor })
  }

  /** The chair's app keeps its own receipts; every other device keeps what the chair's app says of the ledger. */
  async function takeReceipts(): Promise<void> {
    const notices = huddle.filed()
    const chair = huddle.attendees().find(({ card }) => card.device === huddle.about()?.chair)?.card.name ?? 'the chair'
    const folder = `the records folder of ${chair}`
    if (await learnFiled(notices, folder, parts.vault)) await parts.refresh()
    if (state.get().kind !== 'filed') state.set({ kind: 'filed', folder, outcomes: notices.length })
  }

  /** The initials of those whose outcome was decided and is not in this device's vault: the record would close without it. */
  async function notHeld(): Promise<string[]> {
    const missing: string[] = []
    for (const { state: standing, outcome, initials } of huddle.agenda()) {
      if (standing === 'closed' && !(outcome && (await parts.vault.outcomes.get(outcome)))) missing.push(initials)
    }
    return missing
  }

  /** @throws {ProblemError} `challenged-since`: what was prepared to be filed is not what is to be filed now. */
  async function refuseChallenged(): Promise<void> {
    const challenged = await takeUpChallenges(parts, huddle)
    if (challenged.length === 0) return
    waiting = undefined
    huddle.changeAbout({ state: 'open' })
    throw backOnTheTable(challenged)
  }

  return {
    state,
    settle,
    async propose() {
      const open = huddle.agenda().filter((item) => item.state === 'open' || item.state === 'waiting')
      if (open.length > 0) throw itemsOpen(open.map(({ initials }) => initials))
      await exclusively('Preparing the record', async () => {
        const missing = await notHeld()
        if (missing.length > 0) throw outcomesMissing(missing)
        await refuseChallenged()
        waiting = await prepareHuddle(filingDesk(), id, (step) => state.set({ kind: 'filing', step }))
        if (waiting.leftOut) parts.report(waiting.leftOut)
        huddle.doc.transact(() => {
          huddle.changeAbout({ state: 'closing' })
          if (waiting?.prepared.proposal) huddle.proposeCheckpoint(waiting.prepared.proposal)
        })
      })
      await settle()
    },
    async sign() {
      const proposal = huddle.checkpoint()
      if (!proposal) return
      const { card, signingSecret } = parts.profile.get()
      huddle.signCheckpoint({ card, signature: await signCheckpoint(proposal, signingSecret) })
      await settle()
    },
    async file() {
      const ready = waiting
      if (!ready) throw notProposed()
      await exclusively('Filing the record', async () => {
        await refuseChallenged()
        const folder = await fileHuddle(filingDesk(), ready, await holdingSignatures())
        await tellFiled(huddle, parts, id)
        huddle.changeAbout({ state: 'closed', closedAt: instantOf(parts.effects.clock()) })
        await parts.refresh()
        state.set({ kind: 'filed', folder, outcomes: ready.outcomes.length })
        if (ready.leftOut) parts.report(ready.leftOut)
      })
    },
  }

  async function exclusively(step: string, work: () => Promise<void>): Promise<void> {
    busy = true
    state.set({ kind: 'filing', step })
    try {
      await work()
    } catch (error) {
      const { happened, kept, todo } = problemOf(error)
      state.set({ kind: 'failed', happened, kept, todo })
      throw error
    } finally {
      busy = false
      if (state.get().kind === 'filing') state.set({ kind: 'not-started' })
    }
  }
}

function itemsOpen(initials: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'items-open',
    happened: `The huddle cannot close yet: ${initials.join(', ')} ${initials.length === 1 ? 'is' : 'are'} still open.`,
    kept: 'Everything that is written stays.',
    todo: 'Close each discussion with a decision, or park it with a reason so that it is carried over.',
  })
}

function outcomesMissing(initials: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'outcomes-missing',
    happened: `The huddle cannot close yet: this computer does not hold what was decided about ${initials.join(', ')}.`,
    kept: 'Everything that was decided and signed stays with those who were there.',
    todo: 'Wait until everybody is shown as here, then close again; or hand the chair to somebody who has that discussion open.',
  })
}

function backOnTheTable(challenged: readonly Challenged[]): ProblemError {
  const whose = challenged.map(({ initials, by }) => `${by.join(', ')} challenged what was decided about ${initials}`)
  return new ProblemError({
    code: 'challenged-since',
    happened: `The huddle cannot close yet: ${whose.join('; ')} while that discussion closed, and what was signed does not say so.`,
    kept: 'What was signed stays and is filed as it is; the challenge stays by name.',
    todo: 'Each of these discussions is back on the table: read it back with the challenge, sign it and close it, then close the huddle again.',
  })
}

function notProposed(): ProblemError {
  return new ProblemError({
    code: 'not-proposed',
    happened: 'There is no prepared record to file on this computer.',
    kept: 'The outcomes are kept in the vault.',
    todo: 'Choose “Close the huddle” again; the signatures are asked for once more.',
  })
}
