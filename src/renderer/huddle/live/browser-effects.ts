import type { Effects } from '../../../core/model/effects.ts'

/** The clock and randomness of this window. */
export const browserEffects: Effects = {
  clock: () => Date.now(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
