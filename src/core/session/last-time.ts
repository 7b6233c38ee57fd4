import { mostLastTime, type AskedLastTime } from '../doc/asked-last-time.ts'
import type { Action } from '../model/action.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import { inOrder } from '../model/outcome-order.ts'

/**
 * What the newest of somebody's outcomes asked for and what became of it, and what is still to do of earlier ones.
 * @param actions of the same person, in the order in which they are shown
 */
export function lastTimeOf(actions: readonly Action[], outcomes: readonly FiledOutcome[]): AskedLastTime {
  const newest = inOrder(outcomes, ({ outcome }) => outcome).at(-1)
  const ofNewest = actions.filter(({ decidedIn }) => decidedIn === newest?.id)
  const stillToDo = actions.filter(({ decidedIn, state }) => decidedIn !== newest?.id && state === 'to do')
  const all = [...ofNewest, ...stillToDo]
  const asked = all.slice(0, mostLastTime).map(({ what, owner, state, howItWent }) => ({ what, owner: owner.name, state, howItWent }))
  return { asked, more: all.length - asked.length }
}
