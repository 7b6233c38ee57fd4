import { erasureReceipt, type ErasureReceipt } from '../model/erasure.ts'
import { keyTables } from './people-keys.ts'
import { ownerOfDoc, teamOwner } from './places.ts'
import { recordTableNames } from './record-tables.ts'
import { decodeRecord, encodeRecord } from './row-codec.ts'
import { tablesFor, type SealedStore } from './sealed-store.ts'
import type { Database, RowTableName } from './database.ts'

const owned: readonly RowTableName[] = [...recordTableNames, 'snapshots']

/**
 * Destroys a person's key, both copies, and takes away whatever was sealed under it, set aside or not: all in one
 * transaction with the receipt. Rows that somebody has copied elsewhere stay shut for good.
 */
export async function erasePerson(database: Database, store: SealedStore, about: ErasureReceipt | Omit<ErasureReceipt, 'rows'>): Promise<ErasureReceipt> {
  const isTheirs = (row: unknown): boolean => typeof row === 'object' && row !== null && 'owner' in row && row.owner === about.person
  return database.transaction('rw', [...tablesFor(...owned, 'updates', 'aside', 'receipts')], async () => {
    let rows = 0
    for (const table of owned) {
      const theirs = (await database[table].toArray()).filter(isTheirs).map(({ id }) => id)
      await store.remove(table, theirs)
      rows += theirs.length
    }
    rows += await database.updates.filter((row) => ownerOfDoc(row.doc) === about.person || isTheirs(row)).delete()
    rows += await database.aside.filter(({ row }) => isTheirs(row)).delete()
    await store.people.destroy(about.person)
    // A receipt from elsewhere stands as it was written there.
    const receipt = { rows, ...about }
    await store.put('receipts', [{ id: receipt.id, owner: teamOwner, bytes: encodeRecord(receipt) }])
    return receipt
  })
}

export async function readReceipts(database: Database, store: SealedStore): Promise<ErasureReceipt[]> {
  const { opened } = await database.transaction('r', ['receipts', 'rolls', ...keyTables], async () => store.read('receipts'))
  return opened.map(({ bytes }) => erasureReceipt.parse(decodeRecord(bytes))).toSorted((a, b) => (a.at < b.at ? -1 : 1))
}
