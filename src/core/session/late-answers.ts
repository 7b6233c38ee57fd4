import { personDoc, type PersonDoc } from '../doc/person-doc.ts'
import { mayAnswer } from '../model/answers.ts'
import type { Answer } from '../model/checkpoint.ts'
import { instantOf } from '../model/dates.ts'
import { answersTo, newTo, withAnswer, withAnswers, withMissing, type FiledOutcome, type KeptLateAnswer } from '../model/filed-outcome.ts'
import { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import { signDeclined, signOutcome } from '../record/sign.ts'
import type { Vault } from '../vault/vault.ts'
import { addToRecord } from './add-to-record.ts'
import type { FilingDesk } from './filing.ts'
import { loadHoldingAnswers } from './holding-answers.ts'
import { personDocId } from './item-access.ts'
import { noteOnce } from './note-once.ts'
import { tryEach } from './try-each.ts'
import { withDoc } from './with-doc.ts'

/** What somebody says who was there and is asked later. */
export type LateWord = { readonly kind: 'signed' } | { readonly kind: 'declined'; readonly because: string }

/**
 * Gives this device's answer to an outcome after the table has risen: into the vault, and into the person's document, by
 * which the chair's device gets it when the two meet.
 * @throws {ProblemError} `cannot-answer` from a device that was not there or has answered.
 */
export async function giveAnswer({ vault, profile, effects }: FilingDesk, filed: FiledOutcome, word: LateWord): Promise<void> {
  const { device } = profile.card
  const there = filed.outcome.present.find(({ card }) => card.device === device)
  if (!there || !mayAnswer(answersTo(filed), { kind: word.kind, device })) throw cannotAnswer()
  const given = await signedWord(filed.payload, word, { ...profile, card: there.card }, instantOf(effects.clock()))
  // First of all: nobody has answered of whom it is not said. Answered again after a failure, it is said once.
  await noteOnce({ vault, profile }, [filed.id, device], {
    at: given.at,
    by: profile.card.name,
    kind: given.kind === 'signed' ? 'signed' : 'refused',
    person: filed.outcome.person.id,
    detail: given.kind === 'signed' ? 'Signed an outcome after its huddle' : 'Declined to sign an outcome after its huddle',
  })
  await withDoc(vault, personDocId(filed.outcome.person.id), (doc) => personDoc(doc, effects).discussion(filed.outcome.item).giveLate(given))
  await vault.outcomes.change([filed.id], (now = filed) => withAnswer(now, given))
}

async function signedWord(payload: string, word: LateWord, { card, signingSecret }: Pick<Profile, 'card' | 'signingSecret'>, at: Answer['at']): Promise<Answer> {
  if (word.kind === 'signed') return { kind: 'signed', card, signature: await signOutcome(payload, signingSecret), at }
  const because = word.because.trim()
  return { kind: 'declined', card, because, at, signature: await signDeclined(payload, { because, at }, signingSecret) }
}

/**
 * Takes answers that others gave after filing out of a person's document, as far as they hold.
 * @returns those of `outcomes` that have new ones, as the vault now keeps them.
 */
async function gatherLateAnswers(vault: Vault, person: PersonDoc, outcomes: readonly FiledOutcome[]): Promise<FiledOutcome[]> {
  const holding = await loadHoldingAnswers()
  const gathered: FiledOutcome[] = []
  for (const filed of outcomes.filter(({ receipt }) => receipt)) {
    const next = withAnswers(filed, holding(filed, newTo(filed, person.discussion(filed.outcome.item).answers())))
    if (next !== filed) gathered.push(next)
  }
  const byId = new Map(gathered.map((each) => [each.id, each]))
  return vault.outcomes.change([...byId.keys()], (now, id) => {
    const next = byId.get(id)
    return now && next ? answersTo(next).reduce(withMissing, now) : next
  })
}

/** Late answers that wait to be added to the record by the device that filed the outcome: its chair's. */
export function waitingAnswers(outcomes: readonly FiledOutcome[], { card }: Profile): FiledOutcome[] {
  return outcomes.filter(
    ({ receipt, late = [], outcome }) => receipt && outcome.huddle.chair.device === card.device && late.some((each) => !each.receipt),
  )
}

/**
 * Gathers late answers of one person, and adds what waits to the record: these, and any that an earlier try has gathered
 * and could not add.
 * @param changed called where there was anything to do, done or not
 */
export async function takeLateAnswers(desk: FilingDesk, person: PersonDoc, outcomes: readonly FiledOutcome[], changed: () => Promise<void>): Promise<void> {
  const gathered = await gatherLateAnswers(desk.vault, person, outcomes)
  const waiting = [...gathered, ...waitingAnswers(outcomes, desk.profile)]
  if (waiting.length === 0) return
  // As the vault has them now: what is shown may be older.
  const asKept = await Promise.all(Array.from(new Set(waiting.map(({ id }) => id)), (id) => desk.vault.outcomes.get(id)))
  await fileLateAnswers(desk, asKept.filter((each) => each !== undefined)).finally(changed)
}

/** Adds every late answer that waits to the record, and keeps its receipt. @throws the first failure, once all were tried. */
export async function fileLateAnswers(desk: FilingDesk, outcomes: readonly FiledOutcome[]): Promise<void> {
  await tryEach(waitingAnswers(outcomes, desk.profile), (filed) => fileLateOf(desk, filed))
}

async function fileLateOf(desk: FilingDesk, filed: FiledOutcome): Promise<void> {
  let known = filed.answers
  const late: KeptLateAnswer[] = []
  for (const each of filed.late ?? []) {
    late.push(each.receipt ? each : { ...each, receipt: await fileOne(desk, { ...filed, answers: known }, each.given) })
    known = [...known, each.given]
  }
  const placed = new Map(late.map((each) => [each.given.signature, each]))
  await noteOnce(desk, [filed.id, ...placed.keys()], {
    at: instantOf(desk.effects.clock()),
    by: desk.profile.card.name,
    kind: 'filed',
    person: filed.outcome.person.id,
    detail: 'Late answers added to the record',
  })
  await desk.vault.outcomes.change([filed.id], (now = filed) => ({ ...now, late: (now.late ?? late).map((each) => placed.get(each.given.signature) ?? each) }))
}

async function fileOne(desk: FilingDesk, { payload, answers }: FiledOutcome, given: Answer): Promise<NonNullable<KeptLateAnswer['receipt']>> {
  const { placed, folder } = await addToRecord(desk, [{ kind: 'answer', payload, answers, given }])
  return { at: instantOf(desk.effects.clock()), folder, ledgerLine: placed[0]?.line ?? 0 }
}

function cannotAnswer(): ProblemError {
  return new ProblemError({
    code: 'cannot-answer',
    happened: 'This outcome is answered by those who were there, once each, and you have answered it or were not there.',
    kept: 'Nothing was changed.',
    todo: 'To change what was decided, amend the outcome.',
  })
}
