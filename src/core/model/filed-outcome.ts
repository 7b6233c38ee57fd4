import { mayAnswer } from './answers.ts'
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
  /** Those that were filed with it, or will be. */
  readonly answers: readonly Answer[]
  /** Absent while the outcome still waits to be filed: nothing is in the record without a receipt. */
  readonly receipt?: Receipt
  readonly late?: readonly KeptLateAnswer[]
}

/** Every answer that is known, in the order in which they were given. */
export const answersTo = ({ answers, late = [] }: Pick<FiledOutcome, 'answers' | 'late'>): Answer[] => [...answers, ...late.map(({ given }) => given)]

/** An answer to what is not filed yet is filed with it; one to what is filed is added to the record later. */
export function withAnswer(filed: FiledOutcome, given: Answer): FiledOutcome {
  if (filed.receipt) return { ...filed, late: [...(filed.late ?? []), { given }] }
  return { ...filed, answers: [...filed.answers.filter(({ card }) => card.device !== given.card.device), given] }
}

/** As `withAnswer`, unless it is known already or its giver had no answer left. */
export function withMissing(filed: FiledOutcome, given: Answer): FiledOutcome {
  return mayAnswer(answersTo(filed), { kind: given.kind, device: given.card.device }) ? withAnswer(filed, given) : filed
}

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
