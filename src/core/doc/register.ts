import type * as Y from 'yjs'
import { z } from 'zod'
import type { Held, Written } from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { entryId, newId, type EntryId } from '../model/ids.ts'
import { instant, instantOf } from '../model/dates.ts'

/**
 * A multi-value register on a Y.Map: every write adds an entry that names the entries it saw and supersedes.
 * Two entries that supersede neither each other were written apart; they stay, side by side, until somebody chooses.
 */
export interface Register<T> {
  read(): Held<T>
  /** What stands here now, for a write that begins now and ends later. */
  seen(): readonly EntryId[]
  /**
   * Supersedes everything that is visible here now, a conflict included; or only what its writer had `seen`, so that
   * what others wrote meanwhile stands beside it.
   */
  write(value: T, by: string, seen?: readonly EntryId[]): void
  clear(by: string, seen?: readonly EntryId[]): void
  observe(onChange: () => void): () => void
}

const maximumEntries = 500

const entryFrame = z.strictObject({
  value: z.unknown(),
  by: z.string().max(200),
  at: instant,
  supersedes: z.array(entryId).max(maximumEntries),
})

export function register<S extends z.ZodType>(map: Y.Map<unknown>, value: S, effects: Effects): Register<z.output<S>> {
  const nullableValue = value.nullable()

  function heads(): Written<z.output<S> | null>[] {
    const entries = [...map.entries()].slice(0, maximumEntries).flatMap(([key, raw]) => {
      const id = entryId.safeParse(key)
      const entry = entryFrame.safeParse(raw)
      const held = nullableValue.safeParse(entry.data?.value)
      return id.success && entry.success && held.success ? [{ id: id.data, entry: entry.data, value: held.data }] : []
    })
    const superseded = new Set<string>(entries.flatMap(({ entry }) => entry.supersedes))
    return entries
      .filter(({ id }) => !superseded.has(id))
      .map(({ id, entry, value: held }) => ({ entry: id, value: held, by: entry.by, at: entry.at }))
      .toSorted((a, b) => (a.at === b.at ? (a.entry < b.entry ? -1 : 1) : a.at < b.at ? -1 : 1))
  }

  const seenNow = (): EntryId[] => heads().map(({ entry }) => entry)

  function write(next: z.output<S> | null, by: string, seen: readonly EntryId[] = seenNow()): void {
    const kept = new Set<string>([...seen, ...seenNow()])
    const entry = { value: next, by, at: instantOf(effects.clock()), supersedes: [...seen] }
    map.doc?.transact(() => {
      // Entries older than the ones just superseded have no reader left; dropping them bounds the map.
      for (const key of map.keys()) if (!kept.has(key)) map.delete(key)
      map.set(newId(entryId, effects.random), entry)
    })
  }

  return {
    read() {
      const candidates = heads().filter((head): head is Written<z.output<S>> => head.value !== null)
      const [first] = candidates
      if (!first) return { kind: 'empty' }
      const same = candidates.every(({ value: other }) => JSON.stringify(other) === JSON.stringify(first.value))
      return same ? { kind: 'one', ...first } : { kind: 'conflict', candidates }
    },
    seen: seenNow,
    write,
    clear: (by, seen) => write(null, by, seen),
    observe(onChange) {
      map.observe(onChange)
      return () => map.unobserve(onChange)
    },
  }
}
