import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { instant, type CalendarDate } from './dates.ts'
import { actionId, deviceId, entryId } from './ids.ts'

/** Characters. */
export const longestName = 120

/** Somebody named in a decision: a member by their device where they are in the huddle, else by name alone. */
export const namedPerson = canonicalObject({
  name: z.string().trim().min(1).max(longestName),
  /** Role or relation, in words; may be empty. */
  role: z.string().trim().max(120),
  device: deviceId.optional(),
})
export type NamedPerson = z.infer<typeof namedPerson>

/** One value of a multi-value register: who wrote it and when. */
export interface Written<T> {
  readonly entry: z.infer<typeof entryId>
  readonly value: T
  readonly by: string
  readonly at: z.infer<typeof instant>
}

/** What a register holds: nothing, one value, or several that were written apart and nobody has chosen between. */
export type Held<T> =
  | { readonly kind: 'empty' }
  | ({ readonly kind: 'one' } & Written<T>)
  | { readonly kind: 'conflict'; readonly candidates: readonly Written<T>[] }

/** Every value that stands: more than one where nobody has chosen. */
export function heldValues<T>(held: Held<T>): T[] {
  if (held.kind === 'empty') return []
  return held.kind === 'one' ? [held.value] : held.candidates.map(({ value }) => value)
}

export const heldValue = <T>(held: Held<T>): T | undefined => (held.kind === 'one' ? held.value : undefined)

export const actionStates = ['to do', 'done', 'not done'] as const

export interface ActionDraft {
  readonly id: z.infer<typeof actionId>
  readonly what: string
  readonly owner: Held<NamedPerson>
  readonly due: Held<CalendarDate>
}

/** As many as are told, and as many challenges, as one decision takes. */
export const mostTold = 50
export const mostChallenges = 50

/** Characters of who is told. */
export const longestTold = 200
export const toldPerson = canonicalObject({ who: z.string().trim().min(1).max(longestTold), by: z.string().trim().min(1).max(longestName) })
export type ToldPerson = z.infer<typeof toldPerson>

export const challenge = canonicalObject({ by: namedPerson, text: z.string().trim().min(1).max(2000), at: instant })
export type Challenge = z.infer<typeof challenge>

/** Where allocation can lead; the words say what is done for the person, never what they are refused. */
export const allocationOptions = [
  'Hub keyworker',
  'Psychological therapy',
  'Mental and physical care',
  'Social care',
  'Third-sector community support',
  'Housing, benefits or employment support',
  'Peer support',
  'Another service, by warm introduction',
  'Helped to reach the GP',
  'Helped to reach urgent crisis response',
  'Helped to reach the memory service',
  'Advice only',
  'Step up',
  'Step down',
  'Move on, with an open door',
] as const
export const allocationOption = z.enum(allocationOptions)
export type AllocationOption = z.infer<typeof allocationOption>

/** A decision while people talk: everything in it can still change. */
export interface DecisionDraft {
  readonly question: string
  readonly options: string
  readonly decision: string
  readonly why: string
  readonly personWants: string
  readonly allocation: readonly AllocationOption[]
  readonly actions: readonly ActionDraft[]
  readonly keyworker: Held<NamedPerson>
  readonly reviewOn: Held<CalendarDate>
  readonly toTell: readonly ToldPerson[]
  readonly challenges: readonly Challenge[]
}

/**
 * What still keeps this decision from closing, in the words the screen shows; empty when nothing does.
 * Every decision names who carries it out, by when, who is the keyworker and when it is reviewed.
 */
export function stillMissing(draft: DecisionDraft): string[] {
  const missing: string[] = []
  if (!draft.question.trim()) missing.push('the question')
  if (!draft.decision.trim()) missing.push('the decision')
  if (!draft.why.trim()) missing.push('why')
  if (draft.actions.length === 0) missing.push('who does what, by when')
  draft.actions.forEach((action, index) => {
    const name = action.what.trim() ? `“${shorten(action.what)}”` : `action ${index + 1}`
    if (!action.what.trim()) missing.push(`what action ${index + 1} is`)
    missing.push(...lacks(action.owner, `an owner for ${name}`, `one owner for ${name}`))
    missing.push(...lacks(action.due, `a date for ${name}`, `one date for ${name}`))
  })
  missing.push(...lacks(draft.keyworker, 'keyworker', 'one keyworker (two were written)'))
  missing.push(...lacks(draft.reviewOn, 'review date', 'one review date (two were written)'))
  return missing
}

function lacks(held: Held<unknown>, whenEmpty: string, whenConflict: string): string[] {
  if (held.kind === 'one') return []
  return [held.kind === 'empty' ? whenEmpty : whenConflict]
}

/** The beginning of a text in one line, to name it by. */
export function shorten(text: string): string {
  const trimmed = text.trim().replaceAll(/\s+/g, ' ')
  return trimmed.length > 40 ? `${trimmed.slice(0, 39)}…` : trimmed
}
