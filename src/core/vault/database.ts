import { Dexie, type Table } from 'dexie'
import yDexie from 'y-dexie'
import type * as Y from 'yjs'
import { tableKey } from './keyring.ts'
import { open, seal } from './seal.ts'
import { sealing, type Sealing, type TableSeal } from './sealing.ts'
import type { Sodium } from './sodium.ts'

/** Raised with every change to the tables or to how rows are sealed. */
export const vaultFormat = 1

export const keyringTable = 'keyring'
export const docsTable = 'docs'
/** Where y-dexie keeps the updates of `docs.content`. */
export const updatesTable = '$docs.content_updates'

/** Each table's number in the derivation of its key; a number is never used again for another table. */
const tableNumbers: Readonly<Record<string, number>> = {
  people: 1,
  rooms: 2,
  huddles: 3,
  outcomes: 4,
  actions: 5,
  audit: 6,
  profile: 7,
  [docsTable]: 8,
  [updatesTable]: 9,
}

export interface DocRow {
  readonly id: string
  readonly content: Y.Doc
}

export type Database = Dexie & { [docsTable]: Table<DocRow, string> }

export interface IndexedDbParts {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

/** Declares the store; nothing is opened yet. Every table but the keyring's is sealed with `keys`. */
export function declareDatabase(name: string, parts: IndexedDbParts, sealOf: Sealing['sealOf'], watch: Sealing['watch']): Database {
  const database = new Dexie(name, {
    ...parts,
    addons: [yDexie],
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
  })
  // y-dexie reads by live queries, which run only where Dexie knows of some IndexedDB at all; outside a browser none is.
  Dexie.dependencies.indexedDB ??= parts.indexedDB
  Dexie.dependencies.IDBKeyRange ??= parts.IDBKeyRange
  database.version(vaultFormat).stores({
    [keyringTable]: 'id',
    people: 'id',
    rooms: 'id',
    huddles: 'id',
    outcomes: 'id',
    actions: 'id',
    audit: 'id',
    profile: 'id',
    [docsTable]: 'id, content: Y.Doc',
  })
  database.use(sealing({ sealOf, watch }))
  return database as Database
}

/** The seals of every sealed table, from the root key; the keys leave memory with `forget`. */
export function tableSeals(sodium: Sodium, root: Uint8Array): { sealOf: Sealing['sealOf']; forget(): void } {
  const keys = new Map(Object.entries(tableNumbers).map(([name, number]) => [name, tableKey(sodium, root, number)]))
  const sealWith = (key: Uint8Array): TableSeal => ({
    seal: (bytes, place) => seal(sodium, key, bytes, place),
    open: (whole, place) => open(sodium, key, whole, place),
  })
  return {
    sealOf(table) {
      if (table === keyringTable) return 'clear'
      const key = keys.get(table)
      if (!key) throw new TypeError(`no seal is planned for the table ${table}`)
      return sealWith(key)
    },
    forget() {
      for (const key of keys.values()) sodium.memzero(key)
      keys.clear()
    },
  }
}

