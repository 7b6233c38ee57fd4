import type { Clock } from './effects.ts'

/**
 * A clock that never runs back, for measuring how long something takes: where the computer's own is set back, it goes on
 * from where it was. What it says is not the time of day.
 */
export function onward(clock: Clock): Clock {
  let last = clock()
  let setBack = 0
  return () => {
    const now = clock() + setBack
    if (now < last) setBack += last - now
    last = Math.max(last, now)
    return last
  }
}
