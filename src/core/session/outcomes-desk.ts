import { instantOf } from '../model/dates.ts'
import { isFiledBy, waits, type FiledOutcome } from '../model/filed-outcome.ts'
import type { PersonId } from '../model/ids.ts'
import type { Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import { amend } from './amend.ts'
import type { DeskParts } from './desk-parts.ts'
import { fileAlone, requireWritable } from './filing.ts'
import { fileLateAnswers, giveAnswer } from './late-answers.ts'
import { writeIntoPlan } from './plan-answers.ts'
import type { Desk } from './session.ts'
import { tryEach } from './try-each.ts'

interface OutcomesParts extends DeskParts {
  readonly outcomes: Observable<readonly FiledOutcome[]>
  readonly live: Desk['live']
  readonly startHuddle: Desk['startHuddle']
  /** Writes into the ledger what has left and is not there yet. */
  readonly settleLedger: () => Promise<void>
  readonly audit: (kind: 'changed', detail: string, person: PersonId) => Promise<void>
}

/** What becomes of outcomes after their huddle: their actions, what waits to be filed, late answers, amendments. */
export function outcomesDesk(parts: OutcomesParts): Pick<Desk, 'changeAction' | 'fileWaiting' | 'answerOutcome' | 'amend' | 'outcome'> {
  const { host, vault, effects, profile, outcomes, refresh } = parts

  return {
    outcome: (id) => outcomes.get().find((each) => each.id === id),
    async changeAction(id, state, howItWent) {
      if (state === 'not done' && !howItWent.trim()) throw reasonMissing()
      const answer = { state, howItWent: howItWent.trim(), updatedAt: instantOf(effects.clock()) }
      const [answered] = await vault.actions.change([id], (now) => now && { ...now, ...answer })
      if (!answered) return
      await parts.audit('changed', `Action marked “${state}”`, answered.personId)
      await writeIntoPlan(vault, answered, effects)
      await refresh()
    },
    async fileWaiting() {
      const { device } = profile.get().card
      const mine = outcomes.get().filter((each) => waits(each) && isFiledBy(each, device))
      const waiting = mine.filter(({ receipt }) => !receipt)
      if (waiting.length > 0) await requireWritable(host)
      const filing = { ...parts, profile: profile.get() }
      const huddles = new Set(waiting.toReversed().map(({ outcome }) => outcome.huddle.id))
      await tryEach(
        [...Array.from(huddles, (id) => () => fileAlone(filing, id)), async () => fileLateAnswers(filing, await vault.outcomes.all()), parts.settleLedger],
        (file) => file(),
      ).finally(refresh)
      const others = outcomes.get().filter((each) => waits(each) && !isFiledBy(each, device))
      const chairs = [...new Set(others.map(({ outcome }) => outcome.huddle.chair.name))]
      if (mine.length === 0 && chairs.length > 0) throw onlyTheChair(chairs)
      return chairs
    },
    async answerOutcome(id, word) {
      const known = await vault.outcomes.get(id)
      if (!known) return
      const filing = { ...parts, profile: profile.get() }
      await giveAnswer(filing, known, word)
      await refresh()
      await fileLateAnswers(filing, await vault.outcomes.all()).finally(refresh)
    },
    async amend(id, because) {
      const known = await vault.outcomes.get(id)
      if (!known) throw unknownOutcome()
      const table = await amend(parts, known, because, { live: parts.live.get(), startHuddle: parts.startHuddle })
      await parts.audit('changed', 'Put an outcome back on the table to amend it', known.outcome.person.id)
      return table
    },
  }
}

function onlyTheChair(chairs: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'only-the-chair',
    happened: `Nothing was filed: what waits here is filed at the computer of whoever chaired its huddle (${chairs.join(', ')}).`,
    kept: 'Everything that was signed is kept on this computer too.',
    todo: `Ask ${chairs.join(', ')} to file it under Record.`,
  })
}

function unknownOutcome(): ProblemError {
  return new ProblemError({
    code: 'outcome-unknown',
    happened: 'This computer does not hold that outcome.',
    kept: 'Nothing was changed.',
    todo: 'Ask the colleague whose computer holds it to amend it.',
  })
}

function reasonMissing(): ProblemError {
  return new ProblemError({
    code: 'reason-missing',
    happened: 'An action that was not done needs a reason.',
    kept: 'The action is as it was.',
    todo: 'Say in a few words why, then save again.',
  })
}
