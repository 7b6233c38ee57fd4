import type { Table } from 'dexie'
import type { SealedRow } from './database.ts'

/** From how many on a whole range is asked for at once: each request of its own costs the store as much as many rows do. */
const many = 12

/**
 * Rows of a table of bundles by their ids, in the order of these. There are few bundles, so that those between the first and
 * the last of many are hardly more than were asked for.
 */
export async function bundleRows(table: Table<SealedRow, string>, ids: readonly string[]): Promise<(SealedRow | undefined)[]> {
  if (ids.length < many) return table.bulkGet([...ids])
  const inOrder = ids.toSorted()
  const rows = await table.where(':id').between(inOrder[0], inOrder.at(-1), true, true).toArray()
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => found.get(id))
}
