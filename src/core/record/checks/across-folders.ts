import { sameValue } from '../canonical.ts'
import type { Replacement } from '../../model/outcome.ts'
import type { StaffCard } from '../../model/team.ts'
import type { Answer } from '../../model/checkpoint.ts'
import { mayAnswer, mayStand } from '../../model/answers.ts'
import { addendumFileName, type AddendumBody, type LateAnswerBody } from '../addendum.ts'
import type { SignatureChecks } from '../sign.ts'
import type { CheckedLedger } from './check-ledger.ts'
import { signers } from './check-addendum.ts'
import type { Placing } from './covered.ts'
import type { Finding, FindingCode } from './finding.ts'
import { ledgerName } from './ledger-lines.ts'

/** What the whole folder has to know of one package that could be read. */
export interface KnownOutcome {
  readonly person: string
  readonly team: string
  /** Digest of outcome.json. */
  readonly digest: string
  /** The card of each of those present, by device. */
  readonly cards: ReadonlyMap<string, StaffCard>
  readonly answers: readonly Answer[]
  readonly folder: string
  readonly replaces: Replacement | undefined
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
export function checkLateAnswers(
  addenda: readonly ReadAddendum[],
  outcomes: ReadonlyMap<string, KnownOutcome>,
  { answerHolds }: Pick<SignatureChecks, 'answerHolds'>,
): Finding[] {
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
    if (!sameValue(outcome.cards.get(card.device), card))
      note('wrong-card', `${card.name} answers with a card that nobody who was there has.`)
    else if (!answerHolds(outcome.digest, body.given))
      note('wrong-signature', `The signature of ${card.name} does not fit the outcome that it answers.`)
    if (!fits(body, earlier)) note('wrong-answer', `${card.name} had answered this outcome already.`)
    if (placing && ![...signers(placing.until)].some((device) => outcome.cards.has(device)))
      note('wrong-signature', `Nobody who signed the checkpoint that closes this answer was there for the outcome.`)
    given.set(body.outcome, [...earlier, body.given])
  }
  return findings
}

/** A refusal that comes after its giver's signature says so by its version, and was given before that. */
function fits({ version, given }: LateAnswerBody, earlier: readonly Answer[]): boolean {
  const isNext = mayAnswer(earlier, { kind: given.kind, device: given.card.device })
  return version === 1 ? isNext : !isNext && mayStand(earlier, given)
}

/** Something that holds and that a reader has to know all the same. */
export interface Notice {
  readonly file: string
  readonly sentence: string
}

/**
 * Holds each amendment against the outcome that it replaces: placed before it, and of the same person. That two outcomes
 * replace the same one is no damage (they may have been made apart), and is said.
 */
export function checkAmendments(
  outcomes: ReadonlyMap<string, KnownOutcome>,
  placings: ReadonlyMap<string, Placing>,
): { findings: Finding[]; notices: Notice[] } {
  const findings: Finding[] = []
  const notices: Notice[] = []
  const replacedBy = new Map<string, string>()
  const lineOf = (id: string): number => placings.get(id)?.line.line ?? Infinity
  for (const [id, { folder, person, replaces }] of Array.from(outcomes).toSorted(([a], [b]) => lineOf(a) - lineOf(b))) {
    if (!replaces) continue
    const file = `${folder}/outcome.json`
    const before = placings.get(replaces.outcome)
    const note = (words: string): void => void findings.push({ file, code: 'wrong-amendment', sentence: `${file} replaces ${words}.` })
    if (before?.line.kind !== 'outcome' || before.line.line >= lineOf(id))
      note(`outcome ${replaces.outcome}, which no line before its own has placed`)
    else if ((outcomes.get(replaces.outcome)?.person ?? person) !== person)
      note(`outcome ${replaces.outcome}, which is another person’s`)
    const other = replacedBy.get(replaces.outcome)
    if (other !== undefined)
      notices.push({ file, sentence: `Outcomes ${other} and ${id} both replace outcome ${replaces.outcome}: neither replaces the other.` })
    replacedBy.set(replaces.outcome, id)
  }
  return { findings, notices }
}
