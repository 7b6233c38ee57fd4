import type { LastTime } from '../doc/person-doc.ts'
import type { Action } from '../model/action.ts'

/** What the newest decision among these actions (oldest first) asked for, and what became of it. */
export function lastTimeOf(earlier: readonly Action[]): LastTime[] {
  const newest = earlier.at(-1)?.decidedIn
  return earlier
    .filter(({ decidedIn }) => decidedIn === newest)
    .map(({ what, owner, state, howItWent }) => ({ what, owner: owner.name, state, howItWent }))
}
