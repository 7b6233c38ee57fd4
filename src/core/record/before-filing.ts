import type { Answer } from '../model/checkpoint.ts'
import type { HuddleId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import { sameValue } from './canonical.ts'
import type { SignatureChecks } from './sign.ts'
import type { WrittenOutcome } from './written-outcome.ts'

/** Holds the answers to an outcome against it: everybody’s fits, and it is of this huddle where one is closing. @throws {ProblemError} */
export function holdAnswers(
  { outcome, digest }: WrittenOutcome,
  answers: readonly Answer[],
  { checks, huddle }: { readonly checks: SignatureChecks; readonly huddle?: HuddleId },
): void {
  if (huddle !== undefined && outcome.huddle.id !== huddle)
    throw refusal(
      'other-huddle',
      'An outcome belongs to another huddle than the one that is closing.',
      'File it when that huddle closes.',
    )
  const devices = new Set(answers.map(({ card }) => card.device))
  for (const answer of answers) {
    if (outcome.present.some(({ card }) => sameValue(card, answer.card)) && devices.size === answers.length && checks.answerHolds(digest, answer)) continue
    throw refusal(
      'answer-does-not-hold',
      `The answer of ${answer.card.name} does not fit the outcome that was read back.`,
      `Ask ${answer.card.name} to answer the read-back again.`,
    )
  }
}

/** A filing that is refused: nothing has been written. */
export function refusal(code: string, happened: string, todo: string): ProblemError {
  return new ProblemError({
    code,
    happened,
    kept: 'Nothing was filed; the outcomes are kept in the vault of this device.',
    todo,
  })
}
