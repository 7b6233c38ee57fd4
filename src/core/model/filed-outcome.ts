import type { Answer } from './checkpoint.ts'
import type { Instant } from './dates.ts'
import type { OutcomeId } from './ids.ts'
import type { Outcome } from './outcome.ts'

/** An outcome as the vault keeps it: what was signed, who signed, and where it has been filed. */
export interface FiledOutcome {
  readonly id: OutcomeId
  readonly outcome: Outcome
  /** The canonical JSON that was signed. */
  readonly payload: string
  readonly answers: readonly Answer[]
  /** Absent while the outcome still waits to be filed: nothing is in the record without a receipt. */
  readonly receipt?: { readonly at: Instant; readonly folder: string; readonly ledgerLine: number }
}
