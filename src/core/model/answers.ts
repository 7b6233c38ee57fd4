import type { Answer } from './checkpoint.ts'

/**
 * Whether somebody may give this answer to an outcome after those that are known: a device signs once, and declines
 * once before that. Who has declined may still sign; who has signed has answered.
 */
export function mayAnswer(earlier: readonly Answer[], given: { readonly kind: Answer['kind']; readonly device: string }): boolean {
  const own = earlier.filter(({ card }) => card.device === given.device)
  return !own.some(({ kind }) => kind === 'signed' || kind === given.kind)
}

/**
 * Whether an answer that somebody has given may stand beside those that are known, whichever came to be known first: a refusal
 * also where its device is known to have signed since.
 */
export function mayStand(known: readonly Answer[], given: Answer): boolean {
  const own = known.filter(({ card }) => card.device === given.card.device)
  return !own.some(({ kind }) => kind === given.kind) && (given.kind === 'signed' || own.every(({ at }) => given.at <= at))
}
