import type { Action } from '../../model/action.ts'
import { afterOneAhead, agreementOf, standingNote, type AgreementNote } from '../../model/agreement.ts'
import type { Answer } from '../../model/checkpoint.ts'
import { answersTo, type FiledOutcome, type KeptLateAnswer, type Receipt } from '../../model/filed-outcome.ts'
import type { HuddleRecord } from '../../model/huddle-record.ts'
import type { BreakGlass, Delivery, Disclosure } from '../../model/leaving.ts'
import type { Letter } from '../../model/letter.ts'
import type { Mark, OutcomeMarks } from '../../model/mark.ts'
import type { LegalHold, Person } from '../../model/person.ts'
import type { PersonRoom } from '../../model/person-room.ts'
import type { Service } from '../../model/service.ts'
import { canonicalText } from '../../record/canonical.ts'

/**
 * What two copies of one row come to. For every table it does not matter which copy is which, in what order several are
 * put together, nor how often: so a backup may be restored twice, and two computers' backups into each other. What is
 * older never takes the place of what is newer, and what only one of them knows is kept.
 */
export type Merge<T> = (a: T, b: T) => T

export interface MergedRows {
  people: Person
  rooms: PersonRoom
  huddles: HuddleRecord
  outcomes: FiledOutcome
  actions: Action
  marks: OutcomeMarks
  letters: Letter
  disclosures: Disclosure
  breakGlass: BreakGlass
  deliveries: Delivery
  services: Service
}
export type MergedTable = keyof MergedRows

export type MergedTables = { readonly [K in MergedTable]: Merge<MergedRows[K]> }

export const mergeRows: MergedTables = {
  people: mergePeople,
  actions: later(({ updatedAt }) => [updatedAt]),
  // Nothing says which is newer. Both open the same document; the peers have the one that its vault has granted.
  rooms: later(() => []),
  // A summary of the huddle's document, written again from it: the one that is further along.
  huddles: later(({ about, agenda, attendees }) => [
    ['open', 'closing', 'closed'].indexOf(about.state),
    agenda.filter(({ state }) => state === 'closed').length,
    attendees.length,
    agenda.length,
  ]),
  outcomes: mergeOutcomes,
  marks: mergeMarks,
  letters: mergeLetters,
  disclosures: later(({ ledger }) => [ledger.kind === 'placed' ? 1 : 0]),
  breakGlass: later(({ review }) => [review ? 1 : 0]),
  // A document is offered so that a server keeps it once: sending one that is received already changes nothing.
  deliveries: later(({ state }) => [['refused', 'waiting', 'taken-back', 'received'].indexOf(state.kind), state.kind === 'waiting' ? state.tries : 0]),
  services: later(({ updatedAt }) => [updatedAt]),
}

/** The same at a computer whose clock says `now` (milliseconds): what one copy closes stands, though a clock that is ahead noted the other. */
export const mergeRowsAt = (now: number): MergedTables => ({
  ...mergeRows,
  people: (a, b) => mergePeople(noted(a, afterOneAhead(agreementOf(a), agreementOf(b), now)), noted(b, afterOneAhead(agreementOf(b), agreementOf(a), now))),
})

const noted = (person: Person, { agreement, since }: AgreementNote): Person => ({ ...person, agreement, ...(since && { agreementSince: since }) })

/** The one whose key comes later; where the keys are the same, the one whose whole text does. */
function later<T>(keyOf: (row: T) => readonly (string | number)[]): Merge<T> {
  return (a, b) => (compareKeys([...keyOf(a), canonicalText(a)], [...keyOf(b), canonicalText(b)]) >= 0 ? a : b)
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? one
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

/** Without doubles, in the order of `keyOf`; of two for the same thing, the one that `merge` gives. */
function union<T>(values: readonly T[], sameAs: (value: T) => string, merge: Merge<T>, keyOf: (value: T) => string): T[] {
  const kept = new Map<string, T>()
  for (const value of values) {
    const known = kept.get(sameAs(value))
    kept.set(sameAs(value), known === undefined ? value : merge(known, value))
  }
  return [...kept.values()].toSorted((a, b) => compareKeys([keyOf(a), canonicalText(a)], [keyOf(b), canonicalText(b)]))
}

const newestPerson = later<Omit<Person, 'legalHold' | 'holdLiftedAt'>>(({ updatedAt }) => [updatedAt])
const newestHold = later<LegalHold>(({ since }) => [since])

/** Of two agreements the newer, whatever else of the row has changed since. */
function newestAgreement(a: Person, b: Person): Pick<Person, 'agreement' | 'agreementSince'> {
  const { agreement, since } = standingNote(agreementOf(a), agreementOf(b))
  return { agreement, ...(since && { agreementSince: since }) }
}

/** A hold outlives every change of the row but its own lifting. */
function mergePeople(a: Person, b: Person): Person {
  const [{ legalHold: one, holdLiftedAt: oneLifted, ...mine }, { legalHold: other, holdLiftedAt: otherLifted, ...theirs }] = [a, b]
  const lifted = oneLifted && otherLifted ? (oneLifted > otherLifted ? oneLifted : otherLifted) : (oneLifted ?? otherLifted)
  const hold = one && other ? newestHold(one, other) : (one ?? other)
  return {
    ...newestPerson(mine, theirs),
    ...((a.agreementSince ?? b.agreementSince) && newestAgreement(a, b)),
    ...(hold && (!lifted || hold.since > lifted) && { legalHold: hold }),
    ...(lifted && { holdLiftedAt: lifted }),
  }
}

const earlierReceipt: Merge<Receipt> = (a, b) => (compareKeys([a.at, canonicalText(a)], [b.at, canonicalText(b)]) <= 0 ? a : b)
const isWritten = (value: Answer): string => canonicalText(value)

/** What was filed stands as it was filed; every further answer that either knows is one that came later. */
function mergeOutcomes(a: FiledOutcome, b: FiledOutcome): FiledOutcome {
  const { id, outcome, payload } = later<Pick<FiledOutcome, 'id' | 'outcome' | 'payload'>>(() => [])(contentOf(a), contentOf(b))
  const filed = firstFiled(a, b)
  const known = union([...answersTo(a), ...answersTo(b)], isWritten, (one) => one, ({ at }) => at)
  const told = a.told && b.told ? earlierReceipt(a.told, b.told) : (a.told ?? b.told)
  if (!filed) return { id, outcome, payload, answers: known, ...(told && { told }) }
  const receipts = union([...(a.late ?? []), ...(b.late ?? [])], ({ given }) => isWritten(given), mergeLate, ({ given }) => given.at)
  const receiptOf = new Map(receipts.map(({ given, receipt }) => [isWritten(given), receipt]))
  const placed = new Set(filed.answers.map(isWritten))
  const late = known.flatMap((given): KeptLateAnswer[] => {
    if (placed.has(isWritten(given))) return []
    const receipt = receiptOf.get(isWritten(given))
    return [{ given, ...(receipt && { receipt }) }]
  })
  return { id, outcome, payload, answers: filed.answers, receipt: filed.receipt, ...(late.length > 0 && { late }) }
}

const contentOf = ({ id, outcome, payload }: FiledOutcome): Pick<FiledOutcome, 'id' | 'outcome' | 'payload'> => ({ id, outcome, payload })

function firstFiled(a: FiledOutcome, b: FiledOutcome): { receipt: Receipt; answers: readonly Answer[] } | undefined {
  const filed = [a, b].flatMap(({ receipt, answers }) => (receipt ? [{ receipt, answers }] : []))
  return filed.toSorted((one, other) => compareKeys([one.receipt.at, canonicalText(one)], [other.receipt.at, canonicalText(other)]))[0]
}

function mergeLate(a: KeptLateAnswer, b: KeptLateAnswer): KeptLateAnswer {
  const receipt = a.receipt && b.receipt ? earlierReceipt(a.receipt, b.receipt) : (a.receipt ?? b.receipt)
  return { given: a.given, ...(receipt && { receipt }) }
}

/** A mark that one of them took off comes back: better withheld once too often. */
function mergeMarks(a: OutcomeMarks, b: OutcomeMarks): OutcomeMarks {
  const marks = union<Mark>([...a.marks, ...b.marks], ({ passage }) => passage, later(({ at }) => [at]), ({ passage }) => passage)
  return { id: a.id, person: a.person < b.person ? a.person : b.person, marks }
}

const newestLetter = later<Omit<Letter, 'givings'>>(({ givenWith, updatedAt }) => [givenWith ? 1 : 0, updatedAt])

/** The words of a letter that was given stand; every giving that either knows is kept. */
function mergeLetters({ givings: mine, ...a }: Letter, { givings: theirs, ...b }: Letter): Letter {
  return { ...newestLetter(a, b), givings: union([...mine, ...theirs], canonicalText, (one) => one, ({ at }) => at) }
}
