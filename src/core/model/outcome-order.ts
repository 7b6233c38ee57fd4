import type { Outcome } from './outcome.ts'

type Placed = Pick<Outcome, 'id' | 'readBackAt' | 'replaces'>

/**
 * Outcomes, oldest first: the one order of decisions. What replaces another comes after it, and after all that one replaces in
 * turn, whatever the clocks of the computers said at which they were read back; else the time of reading back tells. It does not
 * matter in what order they are given.
 */
export function inOrder<T>(all: readonly T[], outcomeOf: (each: T) => Placed): T[] {
  const byId = new Map(all.map((each) => [outcomeOf(each).id, outcomeOf(each)]))

  /** The latest time in its chain, and how many of those that are here it replaces in turn. */
  function placeOf(outcome: Placed): { readonly at: string; readonly after: number } {
    let at: string = outcome.readBackAt
    const replaced = new Set([outcome.id])
    for (let next = outcome.replaces; next && !replaced.has(next.outcome); ) {
      const former = byId.get(next.outcome)
      if (!former) break
      replaced.add(former.id)
      if (former.readBackAt > at) at = former.readBackAt
      next = former.replaces
    }
    return { at, after: replaced.size }
  }

  return all
    .map((each) => ({ each, id: outcomeOf(each).id, ...placeOf(outcomeOf(each)) }))
    .toSorted((a, b) => (a.at === b.at ? a.after - b.after || (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
    .map(({ each }) => each)
}
