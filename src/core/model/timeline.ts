import type { CalendarDate } from './dates.ts'
import type { Replacement } from './outcome.ts'
import type { OutcomeId } from './ids.ts'

/** One line of a person's story, newest first on the screen. */
export type TimelineEvent =
  | { readonly kind: 'referred'; readonly on: CalendarDate; readonly text: string }
  | {
      readonly kind: 'outcome'
      readonly on: CalendarDate
      readonly text: string
      readonly outcome: OutcomeId
      readonly signers: readonly string[]
      /** Who signed after it had been filed. */
      readonly signedLater: readonly string[]
      readonly declined: readonly { readonly name: string; readonly because: string }[]
      readonly filed: boolean
      readonly replaces?: Replacement
      /** Later outcomes that replace it; more than one where they were made apart. */
      readonly replacedBy: readonly OutcomeId[]
    }
  | { readonly kind: 'left'; readonly on: CalendarDate; readonly text: string; readonly outcome: OutcomeId }
  | { readonly kind: 'own-words'; readonly on: CalendarDate; readonly text: string }
  | { readonly kind: 'review-due'; readonly on: CalendarDate; readonly text: string }
