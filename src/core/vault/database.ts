import { Dexie, type Table } from 'dexie'
import { keyringTable } from './keyring-place.ts'
import { recordTableNames, type RecordTable } from './record-tables.ts'

/** Raised with every change to how rows are sealed, which needs the passphrase. */
export const vaultFormat = 2

/** Raised with every change to the tables: a store of an earlier one is given those that it lacks as it is opened. */
export const storeVersion = 3

/** A row as IndexedDB holds it: where it stands, in clear, and what it says, sealed under that place. */
export interface SealedRow {
  readonly id: string
  readonly owner: string
  readonly version: number
  readonly sealed: Uint8Array
}

/** A few changes of one document that were committed together. `seq` counts the commits that one writer has tried, from 1. */
export interface UpdateRow {
  readonly doc: string
  readonly writer: string
  readonly seq: number
  readonly owner: string
  readonly sealed: Uint8Array
}

/** A row that does not open, as it was found, out of the way of the others. */
export interface AsideRow {
  readonly id: string
  readonly table: string
  /** The whole row, whatever has become of it. */
  readonly row: unknown
  readonly because: SetAsideReason
  readonly at: number
  /** When a backup gave back what the row had held. */
  readonly restoredAt?: number
}
export type SetAsideReason = 'damaged' | 'older-version' | 'no-key'

/** Tables of sealed rows, each with a number in the derivation of its key; a number is never used again for another table. */
export const tableNumbers = {
  people: 1,
  rooms: 2,
  huddles: 3,
  outcomes: 4,
  actions: 5,
  audit: 6,
  profile: 7,
  // 8 and 9 sealed documents in format 1.
  keys: 10,
  spareKeys: 11,
  rolls: 12,
  snapshots: 13,
  updates: 14,
  receipts: 15,
  marks: 16,
  letters: 17,
  disclosures: 18,
  breakGlass: 19,
  deliveries: 20,
  servers: 21,
  services: 22,
} as const satisfies Record<RecordTable, number> & Record<string, number>
export type SealedTableName = keyof typeof tableNumbers

/** Tables in which a row is one `SealedRow`: all but the log of updates. */
export type RowTableName = Exclude<SealedTableName, 'updates'>

/** The tables of records that format 1 had. */
export const formerRecords = ['people', 'rooms', 'huddles', 'outcomes', 'actions', 'audit', 'profile'] as const satisfies readonly RecordTable[]

/** The tables of records that came with the third version of the store. */
const laterRecords = ['services'] as const satisfies readonly RecordTable[]

/** Where format 1 kept documents, and their updates under y-dexie. */
export const formerDocs = { docs: 'docs', updates: '$docs.content_updates' } as const

export type Database = Dexie & {
  [K in RowTableName]: Table<SealedRow, string>
} & {
  updates: Table<UpdateRow, [string, string, number]>
  aside: Table<AsideRow, string>
}

export interface IndexedDbParts {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

const isLater = (table: RecordTable): boolean => laterRecords.some((later) => later === table)
const records = (tables: readonly RecordTable[]): Record<string, string> => Object.fromEntries(tables.map((table) => [table, 'id']))

/**
 * Declares the store; nothing is opened yet. Strict durability: a commit is told of only once it is on the disk. A browser
 * that could not write closes every connection to a store: until `close` it is opened again when it is next needed, by
 * Dexie itself once, and by `reopen` as often as it takes.
 */
export function declareDatabase(name: string, parts: IndexedDbParts): Database {
  const database = new Dexie(name, { ...parts, chromeTransactionDurability: 'strict', cache: 'disabled' })
  database.version(1).stores({ [keyringTable]: 'id', ...records(formerRecords), [formerDocs.docs]: 'id', [formerDocs.updates]: '++i,k' })
  database.version(2).stores({
    ...records(recordTableNames.filter((table) => !isLater(table))),
    keys: 'id',
    spareKeys: 'id',
    rolls: 'id',
    snapshots: 'id',
    updates: '[doc+writer+seq],doc',
    receipts: 'id',
    aside: 'id',
  })
  database.version(storeVersion).stores(records(laterRecords))
  return database as Database
}

/** Opens what the browser has closed. @throws what the browser refuses, a full disk above all. */
export async function reopen(database: Dexie): Promise<void> {
  if (!database.isOpen()) await database.open()
}
