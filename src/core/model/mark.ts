import { z } from 'zod'
import { instant } from './dates.ts'
import { outcomeId, personId } from './ids.ts'

/** Why a passage of an outcome goes to nobody outside its package. */
export const markReasons = ['in-confidence', 'third-party'] as const
export const markReason = z.enum(markReasons)
export type MarkReason = z.infer<typeof markReason>

export const markReasonWords = {
  'in-confidence': 'said in confidence by somebody else',
  'third-party': 'about somebody else',
} as const satisfies Record<MarkReason, string>

/** One marked passage, named as `passagesOf` names it. */
export const mark = z.strictObject({
  passage: z.string().min(1).max(100),
  because: markReason,
  by: z.string().max(120),
  at: instant,
})
export type Mark = z.infer<typeof mark>

/** The marks on one outcome: kept beside what was signed, never in it. */
export const outcomeMarks = z.strictObject({ id: outcomeId, person: personId, marks: z.array(mark).max(5000) })
export type OutcomeMarks = z.infer<typeof outcomeMarks>
