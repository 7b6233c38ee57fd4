import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'

/** Changes of presence a second, at the most, that a device may make on average. */
const changesPerSecond = 100

/** To so many others or fewer, milliseconds. */
const gatherAtLeast = 250
/** To thirty who all type, saying it as often to each would be more to carry than what they type. */
const reachedAtOnce = 8

/** How long changes that are to be sent on are gathered for so many others, milliseconds: few enough have them at once. */
export const sentOnAfter = (others: number): number => (others <= reachedAtOnce ? 0 : gatherAtLeast)

/** How long what is new of presence is gathered before it is said to so many others, milliseconds. */
export const gatheredFor = (others: number): number => gatherAtLeast * Math.max(1, Math.ceil(others / reachedAtOnce))

/**
 * A document's awareness, counting on by the clock: peers ignore whatever is numbered lower than what they have heard
 * before, and a device that leaves a room and joins it again on the same document would start at nought.
 */
export function presenceOf(doc: Y.Doc, clock: Clock): Awareness {
  const awareness = new Awareness(doc)
  const now = clock()
  awareness.meta.set(doc.clientID, { clock: Math.floor((now / 1000) * changesPerSecond), lastUpdated: now })
  return awareness
}
