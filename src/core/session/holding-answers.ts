import type { Answer } from '../model/checkpoint.ts'
import type { Outcome } from '../model/outcome.ts'
import { sameValue } from '../record/canonical.ts'
import { loadDigest } from '../record/digest.ts'
import { loadSignatureChecks } from '../record/sign.ts'

/** An outcome and the text of it that was read back. */
interface Read {
  readonly payload: string
  readonly outcome: Pick<Outcome, 'present'>
}

/**
 * Which of the answers that stand in a document hold: given by somebody who was there when it was read back, and to exactly
 * this text. Anybody in the room can write there, and what was answered to an earlier reading arrives late.
 */
export type HoldingAnswers = (read: Read, given: readonly Answer[]) => Answer[]

/** What is asked of it again and again while people write is checked but once. */
const mostVerdicts = 1000

/** Loads what it takes to check them; the function that it gives is synchronous. */
export async function loadHoldingAnswers(): Promise<HoldingAnswers> {
  const [digest, checks] = await Promise.all([loadDigest(), loadSignatureChecks()])
  const verdicts = new Map<string, boolean>()

  function holds(outcomeDigest: string, given: Answer): boolean {
    const key = `${outcomeDigest} ${JSON.stringify(given)}`
    const known = verdicts.get(key)
    if (known !== undefined) return known
    if (verdicts.size >= mostVerdicts) verdicts.clear()
    const verdict = checks.answerHolds(outcomeDigest, given)
    verdicts.set(key, verdict)
    return verdict
  }

  return ({ payload, outcome }, answers) => {
    if (answers.length === 0) return []
    const outcomeDigest = digest(payload)
    return answers.filter((given) => outcome.present.some(({ card }) => sameValue(card, given.card)) && holds(outcomeDigest, given))
  }
}
