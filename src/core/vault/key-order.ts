import { tableNumbers, type SealedTableName } from './database.ts'
import type { Sodium } from './sodium.ts'

/** The key of one table, derived from the root key; `number` never changes its meaning. */
export function tableKey(sodium: Sodium, root: Uint8Array, number: number): Uint8Array {
  return sodium.crypto_kdf_derive_from_key(32, number, 'mdttable', root)
}

/** The keys beneath the root: one for each table. What belongs to a person is sealed under that person's key instead. */
export interface TableKeys {
  of(table: SealedTableName): Uint8Array
  /** Overwrites them in memory. */
  forget(): void
}

export function tableKeys(sodium: Sodium, root: Uint8Array): TableKeys {
  const keys = new Map(Object.entries(tableNumbers).map(([name, number]) => [name, tableKey(sodium, root, number)]))
  return {
    of(table) {
      const key = keys.get(table)
      if (!key) throw new TypeError('the keys were forgotten')
      return key
    },
    forget() {
      for (const key of keys.values()) sodium.memzero(key)
      keys.clear()
    },
  }
}
