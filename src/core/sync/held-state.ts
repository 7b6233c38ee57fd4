import * as sha256 from 'lib0/hash/sha256'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { z } from 'zod'
import { toHex } from '../model/ids.ts'

/** What each peer says of itself in a room's awareness: how it is reached, whom it reaches, and what it holds. */
export const announced = z.object({
  peer: z.string().max(64),
  links: z.array(z.string().max(64)).max(64).default([]),
  holds: z.string().max(64).default(''),
})
export type Announced = z.infer<typeof announced>

/** A short digest of everything that a document holds, deletions included: equal digests, equal documents. */
export function holdingOf(doc: Y.Doc): string {
  return toHex(sha256.digest(Y.encodeSnapshot(Y.snapshot(doc))).subarray(0, 12))
}

/** What the other peers of a room announce, by their Yjs client. */
export function othersIn(awareness: Awareness): Map<number, Announced> {
  const others = new Map<number, Announced>()
  for (const [client, state] of awareness.getStates()) {
    const parsed = client === awareness.clientID ? undefined : announced.safeParse(state).data
    if (parsed) others.set(client, parsed)
  }
  return others
}
