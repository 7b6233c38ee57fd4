import type { Answer } from './checkpoint.ts'

/**
 * Whether somebody may give this answer to an outcome after those that are known: a device signs once, and declines
 * once before that. Who has declined may still sign; who has signed has answered.
 */
export function mayAnswer(earlier: readonly Answer[], given: { readonly kind: Answer['kind']; readonly device: string }): boolean {
  const own = earlier.filter(({ card }) => card.device === given.device)
  return !own.some(({ kind }) => kind === 'signed' || kind === given.kind)
}
