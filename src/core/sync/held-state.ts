import * as sha256 from 'lib0/hash/sha256'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { z } from 'zod'
import { toHex } from '../model/ids.ts'

/** What each peer says of itself in a room's awareness: how it is reached, whom it reaches, and what it holds. */
const announced = z.object({
  peer: z.string().max(64),
  links: z.array(z.string().max(64)).max(64).default([]),
  holds: z.string().max(64).default(''),
})
export type Announced = Omit<z.infer<typeof announced>, 'links'> & {
  /** Whom it reaches. */
  readonly links: ReadonlySet<string>
}

/** A short digest of everything that a document holds, deletions included: equal digests, equal documents. */
export function holdingOf(doc: Y.Doc): string {
  return toHex(sha256.digest(Y.encodeSnapshot(Y.snapshot(doc))).subarray(0, 12))
}

/** Awareness puts another object in a state's place where it changes, so that each needs to be read once: rooms are asked of often. */
const read = new WeakMap<object, { readonly said: Announced | undefined }>()

/** What one state of awareness announces; undefined where it is none of this app's. */
export function announcedIn(state: object | undefined): Announced | undefined {
  if (!state) return undefined
  const known = read.get(state)
  if (known) return known.said
  const { data } = announced.safeParse(state)
  const said = data && { ...data, links: new Set(data.links) }
  read.set(state, { said })
  return said
}

/** What the other peers of a room announce, by their Yjs client. */
export function othersIn(awareness: Awareness): Map<number, Announced> {
  const others = new Map<number, Announced>()
  for (const [client, state] of awareness.getStates()) {
    const said = client === awareness.clientID ? undefined : announcedIn(state)
    if (said) others.set(client, said)
  }
  return others
}

/** Whether everybody says that they reach everybody. @param me this device's name; undefined while it has none */
export function isFullMesh(me: string | undefined, others: readonly Announced[]): boolean {
  return others.every(({ peer, links }) => me !== undefined && links.has(me) && others.every((other) => other.peer === peer || links.has(other.peer)))
}

/**
 * Whom this device reaches and a peer does not: what comes from that peer is sent on to them. A connection that only one of
 * its two ends holds for open carries nothing. Wherever two are joined by others, what each sends on so reaches everybody.
 * @param open peers that this device reaches
 * @param links whom each peer says that it reaches
 */
export function beyondReachOf(peer: string, open: readonly string[], links: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reaches = (one: string, other: string): boolean => links.get(one)?.has(other) === true
  return open.filter((other) => other !== peer && !(reaches(peer, other) && reaches(other, peer)))
}
