import { canonicalText } from '../canonical.ts'
import type { Answer } from '../../model/checkpoint.ts'
import { mayAnswer } from '../answers-given.ts'
import { addendumFileName, type AddendumBody } from '../addendum.ts'
import { verifyAnswerTo } from '../sign.ts'
import type { CheckedLedger } from './check-ledger.ts'
import { signers } from './check-addendum.ts'
import type { Placing } from './covered.ts'
import type { Finding, FindingCode } from './finding.ts'
import { ledgerName } from './ledger-lines.ts'

/** What the whole folder has to know of one package that could be read. */
export interface KnownOutcome {
  readonly person: string
  /** Digest of outcome.json. */
  readonly digest: string
  /** The canonical text of each card of those present, by device. */
  readonly cards: ReadonlyMap<string, string>
  readonly answers: readonly Answer[]
}

/** A checkpoint has to be signed by somebody who was there for at least one of the outcomes that it closes. */
export function strangersAlone({ lines }: CheckedLedger, outcomes: ReadonlyMap<string, KnownOutcome>): Finding[] {
  return lines.flatMap(({ value, position }): Finding[] => {
    if (value.kind !== 'checkpoint' || value.checkpoint.closes !== 'huddle') return []
    const known = value.checkpoint.outcomes.map((id) => outcomes.get(id))
    if (known.length === 0 || known.some((there) => there === undefined)) return []
    if (value.signatures.some(({ device }) => known.some((there) => there?.cards.has(device)))) return []
    return [
      {
        file: ledgerName,
        line: position,
        code: 'wrong-signature',
        sentence: `Nobody who signed the checkpoint in line ${position} was there for any outcome that it closes.`,
      },
    ]
  })
}

export interface ReadAddendum {
  readonly folder: string
  readonly body: AddendumBody
  readonly placing: Placing | undefined
}

/** Holds late answers, in the order of the ledger, against the outcomes that they answer. */
export async function checkLateAnswers(
  addenda: readonly ReadAddendum[],
  outcomes: ReadonlyMap<string, KnownOutcome>,
): Promise<Finding[]> {
  const findings: Finding[] = []
  const given = new Map<string, Answer[]>()
  for (const { folder, body, placing } of addenda) {
    if (body.format !== 'mdt-huddle/late-answer') continue
    const outcome = outcomes.get(body.outcome)
    if (!outcome) continue
    const file = `${folder}/${addendumFileName('answer')}`
    const note = (code: FindingCode, sentence: string): void => void findings.push({ file, code, sentence })
    const { card } = body.given
    const earlier = given.get(body.outcome) ?? [...outcome.answers]
    if (body.person !== outcome.person) note('wrong-folder', `The outcome that ${file} answers is another person’s.`)
    if (outcome.cards.get(card.device) !== canonicalText(card))
      note('wrong-card', `${card.name} answers with a card that nobody who was there has.`)
    else if (!(await verifyAnswerTo(outcome.digest, body.given)))
      note('wrong-signature', `The signature of ${card.name} does not fit the outcome that it answers.`)
    if (!mayAnswer(earlier, body.given)) note('wrong-answer', `${card.name} had answered this outcome already.`)
    if (placing && ![...signers(placing.until)].some((device) => outcome.cards.has(device)))
      note('wrong-signature', `Nobody who signed the checkpoint that closes this answer was there for the outcome.`)
    given.set(body.outcome, [...earlier, body.given])
  }
  return findings
}
