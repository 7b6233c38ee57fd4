import { tableNumbers, type SealedTableName } from './database.ts'
import type { Sodium } from './sodium.ts'

/** The key of one table, derived from the root key; `number` never changes its meaning. */
export function tableKey(sodium: Sodium, root: Uint8Array, number: number): Uint8Array {
  return sodium.crypto_kdf_derive_from_key(32, number, 'mdttable', root)
}

/** A number that no table has. */
const backupNumber = 1000

/** The place to which the key of each backup's stream is bound. */
export const backupKey = 'mdt-huddle/backup/1/key'

/** What the keys of this vault's backups are sealed under. */
export const backupKeyOf = (sodium: Sodium, root: Uint8Array): Uint8Array => tableKey(sodium, root, backupNumber)

/** The keys beneath the root: one for each table. What belongs to a person is sealed under that person's key instead. */
export interface TableKeys {
  of(table: SealedTableName): Uint8Array
  backup(): Uint8Array
  /** Overwrites them in memory. */
  forget(): void
}

export function tableKeys(sodium: Sodium, root: Uint8Array): TableKeys {
  const backup = backupKeyOf(sodium, root)
  const keys = new Map(Object.entries(tableNumbers).map(([name, number]) => [name, tableKey(sodium, root, number)]))
  return {
    of(table) {
      const key = keys.get(table)
      if (!key) throw new TypeError('the keys were forgotten')
      return key
    },
    backup() {
      if (keys.size === 0) throw new TypeError('the keys were forgotten')
      return backup
    },
    forget() {
      sodium.memzero(backup)
      for (const key of keys.values()) sodium.memzero(key)
      keys.clear()
    },
  }
}
