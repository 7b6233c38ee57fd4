import type { CalendarDate } from './dates.ts'
import type { OutcomeId } from './ids.ts'

/** One line of a person's story, newest first on the screen. */
export type TimelineEvent =
  | { readonly kind: 'referred'; readonly on: CalendarDate; readonly text: string }
  | { readonly kind: 'outcome'; readonly on: CalendarDate; readonly text: string; readonly outcome: OutcomeId; readonly signers: readonly string[]; readonly filed: boolean }
  | { readonly kind: 'own-words'; readonly on: CalendarDate; readonly text: string }
  | { readonly kind: 'review-due'; readonly on: CalendarDate; readonly text: string }
