import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'

/** Changes of presence a second, at the most, that a device may make on average. */
const changesPerSecond = 100

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
