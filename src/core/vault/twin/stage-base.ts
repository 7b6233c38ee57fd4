import type { Dexie } from 'dexie'
import { encodeChanges, twinTables, type TwinChange, type TwinRow } from './entries.ts'

/** Rows that are read at once, and about how many bytes make one entry of a base: short enough for people to go on writing. */
const [rowsAtOnce, entryBytes] = [100, 256 * 1024]

/**
 * Gives every row of a store, as it is, in entries. What is committed meanwhile may be in it or not: it is told besides.
 * @returns how many entries there were
 */
export async function stageBase(database: Dexie, stage: (index: number, content: Uint8Array) => Promise<void>): Promise<number> {
  let index = 0
  let gathered: TwinChange[] = []
  let held = 0
  async function flush(): Promise<void> {
    if (gathered.length === 0) return
    await stage(index, encodeChanges(gathered))
    index += 1
    gathered = []
    held = 0
  }
  for (const table of twinTables) {
    const keys = await database.table<TwinRow>(table).toCollection().primaryKeys()
    for (let start = 0; start < keys.length; start += rowsAtOnce) {
      const rows = await database.table<TwinRow>(table).bulkGet(keys.slice(start, start + rowsAtOnce))
      for (const row of rows) {
        if (row === undefined) continue
        gathered.push({ kind: 'put', table, row })
        held += 'sealed' in row ? row.sealed.length : 500
        if (held >= entryBytes) await flush()
      }
    }
  }
  await flush()
  return index
}
