import { openRow, openTeamRow } from '../bundles.ts'
import type { Database, RowTableName, SealedRow, UpdateRow } from '../database.ts'
import type { TableKeys } from '../key-order.ts'
import { keyTables } from '../people-keys.ts'
import { recordTableNames } from '../record-tables.ts'
import { appended } from '../rolls.ts'
import { SealBroken } from '../seal.ts'
import { tablesFor, type SealedStore } from '../sealed-store.ts'
import type { Sodium } from '../sodium.ts'
import { openUpdates } from '../stored-doc.ts'
import type { Integrity } from '../integrity.ts'
import type { Finding } from '../vault.ts'
import { keyOfRow } from './entries.ts'
import type { TwinRows } from './read-twin.ts'

export interface PutBackParts {
  readonly database: Database
  readonly store: SealedStore
  readonly keys: TableKeys
  readonly sodium: Sodium
  readonly integrity: Integrity
  readonly now: number
}

const rowTables: readonly RowTableName[] = [...recordTableNames, 'receipts', 'snapshots']

/**
 * Puts back what the store has lost of what its second copy holds: the accounts of versions and the keys first, where they are
 * newer, then the rows that those tell of. Nothing newer is replaced, nothing is taken away, and whatever does not open,
 * of somebody who was erased above all, stays out.
 * @returns whether anything was written, and what of it is no key and no account of versions
 */
export async function putBack({ database, store, keys, sodium, integrity, now }: PutBackParts, rows: TwinRows): Promise<{ readonly written: boolean; readonly back: readonly Finding[] }> {
  const back: Finding[] = []
  let written = false
  let logged: readonly string[] = []
  const said = (table: string, id: string): void => void back.push({ kind: 'mended', table, id, because: 'restored', at: now })
  const sealedIn = (table: RowTableName): SealedRow[] => [...(rows.get(table)?.values() ?? [])].filter((row): row is SealedRow => 'version' in row)

  await database.transaction('rw', tablesFor(...rowTables, 'updates'), async () => {
    for (const table of ['rolls', ...keyTables] as const) {
      for (const row of sealedIn(table)) {
        const stored = await database[table].get(row.id)
        const holds = stored !== undefined && openTeamRow(sodium, keys, table, stored) !== undefined
        if (row.version >= (stored?.version ?? 0) && !(holds && row.version === stored.version) && openTeamRow(sodium, keys, table, row)) {
          await database[table].put(row)
          written = true
        }
      }
    }
    for (const table of rowTables) {
      const lost = sealedIn(table)
      if (lost.length === 0) continue
      const { roll } = await store.rolls.whole(table)
      for (const row of lost) {
        const stored = await database[table].get(row.id)
        const isLost = appended.has(table) ? !stored && roll.has(row.id) : row.version > (stored?.version ?? 0) && roll.get(row.id) === row.version
        if (!isLost || !(await opens(table, row))) continue
        await database[table].put(row)
        said(table, row.id)
      }
    }
    const changes = [...(rows.get('updates')?.values() ?? [])].filter((row): row is UpdateRow => 'seq' in row)
    const there = await database.updates.bulkGet(changes.map(({ doc, writer, seq }): [string, string, number] => [doc, writer, seq]))
    const gone = changes.filter((_row, index) => there[index] === undefined)
    const { faults } = await openUpdates({ database, store, sodium, integrity }, gone)
    const sound = gone.filter((row) => !faults.includes(row))
    await database.updates.bulkPut(sound)
    for (const doc of new Set(sound.map((row) => row.doc))) said('updates', doc)
    logged = sound.map(keyOfRow)
  })
  await integrity.restored('updates', logged)
  for (const table of new Set(back.map((each) => each.table))) await integrity.restored(table, back.flatMap((each) => (each.table === table ? [each.id] : [])))
  integrity.note(back)
  return { written: written || back.length > 0, back }

  async function opens(table: RowTableName, row: SealedRow): Promise<boolean> {
    const key = await store.findKey(table, row.owner)
    try {
      return key !== undefined && openRow(sodium, key, table, row).length >= 0
    } catch (error) {
      if (error instanceof SealBroken) return false
      throw error
    }
  }
}
