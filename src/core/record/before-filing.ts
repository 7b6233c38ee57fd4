import { utf8 } from '../model/bytes.ts'
import type { Answer } from '../model/checkpoint.ts'
import type { HuddleId } from '../model/ids.ts'
import { outcome as outcomeParser, type Outcome } from '../model/outcome.ts'
import { ProblemError } from '../model/problem.ts'
import { canonicalText, readCanonical } from './canonical.ts'
import { checkLedger } from './checks/check-ledger.ts'
import type { ReadLine } from './checks/ledger-lines.ts'
import { verifyAnswer } from './sign.ts'

/** The lines of a ledger that holds; none where there is no ledger yet. @throws {ProblemError} `ledger-damaged` */
export async function readWholeLedger(content: Uint8Array): Promise<readonly ReadLine[]> {
  if (content.length === 0) return []
  const { lines, findings } = await checkLedger(content)
  const [first] = findings
  if (!first) return lines
  throw refusal(
    'ledger-damaged',
    `The ledger in the records folder does not hold: ${first.sentence}`,
    'Verify the records folder, put the ledger back from a copy, or choose another folder; then file again.',
  )
}

/** The outcome in a payload that everybody's answer fits, of this huddle where one is closing. @throws {ProblemError} */
export async function readSignedOutcome(
  { payload, answers }: { readonly payload: string; readonly answers: readonly Answer[] },
  huddle?: HuddleId,
): Promise<Outcome> {
  const parsed = outcomeParser.safeParse(readCanonical(utf8.encode(payload)))
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
  for (const answer of answers) {
    const present = parsed.data.present.some(({ card }) => canonicalText(card) === canonicalText(answer.card))
    if (present && devices.size === answers.length && (await verifyAnswer(payload, answer))) continue
    throw refusal(
      'answer-does-not-hold',
      `The answer of ${answer.card.name} does not fit the outcome that was read back.`,
      `Ask ${answer.card.name} to answer the read-back again.`,
    )
  }
  return parsed.data
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
