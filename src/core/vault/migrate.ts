import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { declareDatabase, formerDocs, formerRecords, type AsideRow, type Database, type IndexedDbParts } from './database.ts'
import { tableKey, tableKeys } from './key-order.ts'
import type { Keyring } from './keyring.ts'
import { writeKeyring } from './keyring-store.ts'
import { ownerOfDoc } from './places.ts'
import { recordTables, type RecordTable } from './record-tables.ts'
import { encodeRecord } from './row-codec.ts'
import { open, SealBroken } from './seal.ts'
import { sealedStore, tablesFor, type Content, type SealedStore } from './sealed-store.ts'
import type { Sodium } from './sodium.ts'

export interface MigrationParts {
  readonly storeName: string
  readonly parts: IndexedDbParts
  readonly sodium: Sodium
  readonly root: Uint8Array
  /** What the vault opens with from now on; written last. */
  readonly keyring: Keyring
  readonly clock: Clock
  /** Called after each step is on the disk; only tests stop it there. */
  readonly onStep?: (step: string) => void
}

/** Numbers in the derivation of the keys of format 1. */
const formerNumbers = { people: 1, rooms: 2, huddles: 3, outcomes: 4, actions: 5, audit: 6, profile: 7, updates: 9 } as const

/**
 * Brings a vault of format 1 to format 2. Each step is one transaction that takes rows in the old form and leaves them in
 * the new one, so a row is always in exactly one of them; the keyring, which says the format, comes last. A run that was
 * cut off anywhere is simply run again. What does not open is set aside as it was found.
 */
export async function migrate({ storeName, parts, sodium, root, keyring, clock, onStep = () => undefined }: MigrationParts): Promise<void> {
  const database = declareDatabase(storeName, parts)
  const store = sealedStore(database, sodium, tableKeys(sodium, root))
  try {
    await database.open()
    for (const table of formerRecords) {
      await moveRecords(database, store, table, former(sodium, root, table), clock)
      onStep(table)
    }
    const openUpdate = former(sodium, root, 'updates')
    for (const id of await formerDocIds(database)) {
      await moveDoc(database, store, id, openUpdate, clock)
      onStep(`document ${id}`)
    }
    await writeKeyring(database, sodium, keyring)
    onStep('keyring')
  } finally {
    store.forget()
    database.close()
  }
}

type FormerRow = Readonly<Record<string, unknown>>

/** Opens a row as format 1 sealed it, bound to its table and to the id of the row or, of an update, the document. */
function former(sodium: Sodium, root: Uint8Array, table: keyof typeof formerNumbers): (row: FormerRow) => object | undefined {
  const key = tableKey(sodium, root, formerNumbers[table])
  const name = table === 'updates' ? formerDocs.updates : table
  return (row) => {
    const { sealed } = row
    if (!(sealed instanceof Uint8Array)) return undefined
    try {
      const decoded: unknown = decoding.readAny(decoding.createDecoder(open(sodium, key, sealed, `mdt-huddle/vault/1/${name}/${String(row['k'] ?? row['id'])}`)))
      return typeof decoded === 'object' && decoded !== null ? decoded : undefined
    } catch (error) {
      if (error instanceof SealBroken) return undefined
      throw error
    }
  }
}

const asideOf = (table: string, id: string, row: unknown, at: number): AsideRow => ({ id: `${table}/${id}/${at}`, table, row, because: 'damaged', at })

async function moveRecords<K extends RecordTable>(database: Database, store: SealedStore, table: K, openFormer: (row: FormerRow) => object | undefined, clock: Clock): Promise<void> {
  const { ownerOf }: { ownerOf: (row: never) => string } = recordTables[table]
  await database.transaction('rw', tablesFor(table, 'aside'), async () => {
    const old = (await database.table<FormerRow>(table).toArray()).filter((row) => row['version'] === undefined)
    const contents: Content[] = []
    for (const row of old) {
      const record = openFormer(row)
      const id = String(row['id'])
      if (record) contents.push({ id, owner: ownerOf(record as never), bytes: encodeRecord(record) })
      else {
        await database.aside.put(asideOf(table, id, row, clock()))
        await database.table(table).delete(id)
      }
    }
    await store.put(table, contents)
  })
}

async function formerDocIds(database: Database): Promise<string[]> {
  return (await database.table(formerDocs.updates).orderBy('k').uniqueKeys()).filter((key) => typeof key === 'string')
}

async function moveDoc(database: Database, store: SealedStore, id: string, openFormer: (row: FormerRow) => object | undefined, clock: Clock): Promise<void> {
  await database.transaction('rw', [...tablesFor('snapshots', 'aside'), formerDocs.docs, formerDocs.updates], async () => {
    const rows = await database.table<FormerRow>(formerDocs.updates).where('k').equals(id).toArray()
    // Another window has moved it since it was listed: what it wrote is not to be written over with nothing.
    if (rows.length === 0) return
    const doc = new Y.Doc()
    for (const row of rows) {
      const change = openFormer(row)
      if (change && 'u' in change && change.u instanceof Uint8Array) Y.applyUpdateV2(doc, change.u)
      else await database.aside.put(asideOf('updates', `${id}/${String(row['i'])}`, row, clock()))
    }
    await store.put('snapshots', [{ id, owner: ownerOfDoc(id), bytes: Y.encodeStateAsUpdate(doc) }])
    await database.table(formerDocs.updates).where('k').equals(id).delete()
    await database.table(formerDocs.docs).delete(id)
  })
}

