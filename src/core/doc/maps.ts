import * as Y from 'yjs'
import type { z } from 'zod'

/** Sets each field of `change` that differs from what the map holds; an undefined field is taken out. */
export function assign(map: Y.Map<unknown>, change: object): void {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) map.delete(key)
    else if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value)
  }
}

/** The map that stands at `key`, or undefined where there is none: a peer may have written anything there. */
export function mapAt(map: Y.Map<unknown>, key: string): Y.Map<unknown> | undefined {
  const value = map.get(key)
  return value instanceof Y.Map ? value : undefined
}

/** Puts a new map with these fields at `key`. */
export function putFields(map: Y.Map<unknown>, key: string, fields: object): void {
  const made = new Y.Map<unknown>()
  map.set(key, made)
  assign(made, fields)
}

/** The values of `map` that `schema` accepts; what a peer wrote in another shape is left out. */
export function parsedValues<S extends z.ZodType>(map: Y.Map<unknown>, schema: S, atMost: number): z.output<S>[] {
  return [...map.values()].slice(0, atMost).flatMap((value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}

/** The entries that stand under their own ids and that `schema` accepts, oldest first; the same order on every device. */
export function datedEntries<S extends z.ZodType<{ readonly id: string; readonly at: string }>>(map: Y.Map<unknown>, schema: S, atMost: number): z.output<S>[] {
  return [...map.keys()]
    .toSorted()
    .slice(0, atMost)
    .flatMap((key) => {
      const parsed = schema.safeParse(map.get(key)).data
      return parsed?.id === key ? [parsed] : []
    })
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
}
