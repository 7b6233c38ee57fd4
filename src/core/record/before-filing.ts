import { utf8 } from '../model/bytes.ts'
import type { Answer } from '../model/checkpoint.ts'
import type { HuddleId } from '../model/ids.ts'
import { outcome as outcomeParser, type Outcome } from '../model/outcome.ts'
import { ProblemError } from '../model/problem.ts'
import { readCanonicalText, sameValue } from './canonical.ts'
import type { Digest } from './digest.ts'
import type { SignatureChecks } from './sign.ts'

export interface SignedOutcome {
  readonly outcome: Outcome
  /** The payload's bytes, and their digest. */
  readonly bytes: Uint8Array
  readonly digest: string
}

/** The outcome in a payload that everybody's answer fits, of this huddle where one is closing. @throws {ProblemError} */
export function readSignedOutcome(
  { payload, answers }: { readonly payload: string; readonly answers: readonly Answer[] },
  { digest, checks, huddle }: { readonly digest: Digest; readonly checks: SignatureChecks; readonly huddle?: HuddleId },
): SignedOutcome {
  const parsed = outcomeParser.safeParse(readCanonicalText(payload))
  if (!parsed.success)
    throw refusal(
      'not-canonical',
      'An outcome is not in the form in which it was signed.',
      'Read it back and sign it again.',
    )
  if (huddle !== undefined && parsed.data.huddle.id !== huddle)
    throw refusal(
      'other-huddle',
      'An outcome belongs to another huddle than the one that is closing.',
      'File it when that huddle closes.',
    )
  const devices = new Set(answers.map(({ card }) => card.device))
  const bytes = utf8.encode(payload)
  const signed = digest(bytes)
  for (const answer of answers) {
    if (parsed.data.present.some(({ card }) => sameValue(card, answer.card)) && devices.size === answers.length && checks.answerHolds(signed, answer)) continue
    throw refusal(
      'answer-does-not-hold',
      `The answer of ${answer.card.name} does not fit the outcome that was read back.`,
      `Ask ${answer.card.name} to answer the read-back again.`,
    )
  }
  return { outcome: parsed.data, bytes, digest: signed }
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
