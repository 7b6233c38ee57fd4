import { markReasonWords, type MarkReason } from '../../model/mark.ts'

export type WithheldBecause = MarkReason | 'repeats'

export const withheldWords = {
  ...markReasonWords,
  repeats: 'it repeats what is withheld elsewhere',
} as const satisfies Record<WithheldBecause, string>

/** What stands where a passage was: the reader sees that something is not there, and why. */
export const withheldNote = (because: WithheldBecause): string => `[Withheld: ${withheldWords[because]}]`

const reasons: readonly WithheldBecause[] = ['in-confidence', 'third-party', 'repeats']
const byNote = new Map(reasons.map((because) => [withheldNote(because), because]))

/** Why a passage is not there, where a note stands in its place: that is ours, and never quoted as if somebody had said it. */
export const whyWithheld = (text: string): WithheldBecause | undefined => byNote.get(text)
