import type { Database } from './database.ts'
import type { Integrity } from './integrity.ts'
import { recordTables, type RecordRows, type RecordTable } from './record-tables.ts'
import { decodeRecords, encodeRecord } from './row-codec.ts'
import { tablesFor, type Content, type Meaning, type Reading, type SealedStore } from './sealed-store.ts'
import type { Rows } from './vault.ts'

interface RowsParts {
  readonly database: Database
  readonly store: SealedStore
  readonly integrity: Integrity
  readonly changed: () => void
}

export interface StoredRows<T extends { readonly id: string }> extends Rows<T> {
  /** As `change`, where what becomes of one row depends on the others: `edit` gets all that stand, and gives those to write. */
  changeTogether(ids: readonly T['id'][], edit: (now: ReadonlyMap<string, T>) => readonly T[]): Promise<T[]>
}

/** The records of one table. What does not open is set aside, and the others are given. */
export function recordRows<K extends RecordTable>({ database, store, integrity, changed }: RowsParts, table: K): StoredRows<RecordRows[K]> {
  type Row = RecordRows[K]
  const { ownerOf }: { ownerOf: (row: Row) => string } = recordTables[table]
  // What opens was sealed here as a row of this table: the seal says so.
  const rowsOf: Meaning<Row> = (opened, list) => decodeRecords(list, opened.map(({ bytes }) => bytes)) as Row[]

  async function read(ids?: readonly string[]): Promise<Row[]> {
    const reading = await database.transaction('r', tablesFor(table), async () => store.readAs(table, ids, rowsOf))
    await settle(reading)
    return [...reading.opened]
  }

  async function settle(reading: Reading<unknown>): Promise<void> {
    if (reading.faults.length + reading.missing.length + reading.unaccounted.size > 0) await integrity.settle(table, reading)
  }

  const contentOf = (value: Row): Content => ({ id: value.id, owner: ownerOf(value), bytes: encodeRecord(value) })

  async function changeTogether(ids: readonly string[], edit: (now: ReadonlyMap<string, Row>) => readonly Row[]): Promise<Row[]> {
    const { reading, written } = await database.transaction('rw', tablesFor(table), async () => {
      const found = await store.readAs(table, ids, rowsOf)
      const edited = [...edit(new Map<string, Row>(found.opened.map((row) => [row.id, row])))]
      if (edited.length > 0) await store.put(table, edited.map(contentOf))
      return { reading: found, written: edited }
    })
    await settle(reading)
    if (written.length > 0) changed()
    return written
  }

  return {
    get: async (id) => (await read([id]))[0],
    all: () => read(),
    async put(values) {
      if (values.length === 0) return
      const contents = values.map(contentOf)
      await database.transaction('rw', tablesFor(table), async () => store.put(table, contents))
      changed()
    },
    change: (ids, edit) => changeTogether(ids, (now) => ids.flatMap((id) => edit(now.get(id), id) ?? [])),
    changeTogether,
    async remove(ids) {
      await database.transaction('rw', tablesFor(table), async () => store.remove(table, ids))
      changed()
    },
  }
}
