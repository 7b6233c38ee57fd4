import { mayAnswer, mayStand } from './answers.ts'
import type { Answer } from './checkpoint.ts'
import type { Instant } from './dates.ts'
import type { DeviceId, OutcomeId } from './ids.ts'
import type { Outcome } from './outcome.ts'

export interface Receipt {
  readonly at: Instant
  readonly folder: string
  readonly ledgerLine: number
}

/** An answer that came after the outcome had been filed; without a receipt it waits to be added to the record. */
export interface KeptLateAnswer {
  readonly given: Answer
  readonly receipt?: Receipt
}

/** An outcome as the vault keeps it: what was signed, who signed, and where it has been filed. */
export interface FiledOutcome {
  readonly id: OutcomeId
  readonly outcome: Outcome
  /** The canonical JSON that was signed. */
  readonly payload: string
  /** Those that were filed with it; until it is filed, every answer that is known. */
  readonly answers: readonly Answer[]
  /** Absent while the outcome still waits to be filed: nothing is in the record without a receipt. */
  readonly receipt?: Receipt
  /**
   * Where its chair’s device has said that it stands, while an answer that was filed with it has not come to this device:
   * that is all which is known of it here, and there is no receipt.
   */
  readonly told?: Receipt
  readonly late?: readonly KeptLateAnswer[]
}

/** Whether it, or an answer that came later, is not in the record yet. */
export const waits = ({ receipt, told, late = [] }: Pick<FiledOutcome, 'receipt' | 'told' | 'late'>): boolean => !(receipt ?? told) || late.some((each) => !each.receipt)

/** What waits is filed at the computer of whoever chaired its huddle, and nowhere else. */
export const isFiledBy = ({ outcome }: FiledOutcome, device: DeviceId): boolean => outcome.huddle.chair.device === device

/** Every answer that is known, in the order in which they were given. */
export const answersTo = ({ answers, late = [] }: Pick<FiledOutcome, 'answers' | 'late'>): Answer[] => [...answers, ...late.map(({ given }) => given)]

/** An answer to what is filed is added to the record later; a refusal stays beside the signature that follows it. */
export function withAnswer(filed: FiledOutcome, given: Answer): FiledOutcome {
  if (filed.receipt) return { ...filed, late: [...(filed.late ?? []), { given }] }
  return { ...filed, answers: [...filed.answers, given] }
}

/** As `withAnswer`, unless it is known already or its giver had no answer left. */
export function withMissing(filed: FiledOutcome, given: Answer): FiledOutcome {
  return mayStand(answersTo(filed), given) ? withAnswer(filed, given) : filed
}

/** Those of these answers that would be new to it, if they hold. */
export const newTo = (filed: FiledOutcome, given: readonly Answer[]): Answer[] =>
  given.filter((each) => mayStand(answersTo(filed), each))

/** With every one of these answers that is not known yet, whatever order they stand in. */
export const withAnswers = (filed: FiledOutcome, given: readonly Answer[]): FiledOutcome =>
  given.toSorted((a, b) => Number(a.kind === 'signed') - Number(b.kind === 'signed') || a.at.localeCompare(b.at)).reduce(withMissing, filed)

/**
 * What is filed with it: one answer of each device. Of whoever declined and then signed the refusal, or their signature where
 * nobody else has signed, for without one nothing is filed; the other of the two is added to the record afterwards.
 */
export function answersToFile({ answers }: Pick<FiledOutcome, 'answers'>): Answer[] {
  const refusals = oneOfEach(answers, 'declined')
  return refusals.some(({ kind }) => kind === 'signed') ? refusals : oneOfEach(answers, 'signed')
}

const oneOfEach = (answers: readonly Answer[], rather: Answer['kind']): Answer[] =>
  answers.filter(
    ({ kind, card }, index) => !answers.some((other, at) => other.card.device === card.device && (other.kind === kind ? at < index : other.kind === rather)),
  )

/** As it stands in the record, with `answers`: whatever else is known was given too late for that. */
export function asFiled({ id, outcome, payload, ...given }: FiledOutcome, answers: readonly Answer[], receipt: Receipt): FiledOutcome {
  return answersTo(given).reduce<FiledOutcome>(withMissing, { id, outcome, payload, answers, receipt })
}

/** Which answers somebody who was there can still give. */
export function answersLeft(filed: FiledOutcome, device: DeviceId): { readonly sign: boolean; readonly decline: boolean } {
  const there = filed.outcome.present.some(({ card }) => card.device === device)
  const given = answersTo(filed)
  return {
    sign: there && mayAnswer(given, { kind: 'signed', device }),
    decline: there && mayAnswer(given, { kind: 'declined', device }),
  }
}
