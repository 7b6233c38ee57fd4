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

/** Which answers somebody who was there can still give. */
export function answersLeft(filed: FiledOutcome, device: DeviceId): { readonly sign: boolean; readonly decline: boolean } {
  const there = filed.outcome.present.some(({ card }) => card.device === device)
  const given = answersTo(filed)
  return {
    sign: there && mayAnswer(given, { kind: 'signed', device }),
    decline: there && mayAnswer(given, { kind: 'declined', device }),
  }
}
