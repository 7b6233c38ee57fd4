import type { Clock } from '../model/effects.ts'

/** Lets `atOnce` through, and then so many a second: a budget that fills up again by the clock. */
export function budget(clock: Clock, perSecond: number, atOnce: number): (cost: number) => boolean {
  let left = atOnce
  let at = clock()
  return (cost) => {
    const now = clock()
    left = Math.min(atOnce, left + (Math.max(0, now - at) / 1000) * perSecond) - cost
    at = now
    return left >= 0
  }
}
