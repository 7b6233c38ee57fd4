import type { VaultPresence } from './vault.ts'

/** What the store of an installation is called in IndexedDB. */
export const storeNameOf = (name: string): string => `mdt-huddle-${name}`

/** Whether there is a store, without opening it. */
export async function presenceOf(name: string, indexedDB: Pick<IDBFactory, 'databases'>): Promise<VaultPresence> {
  const storeName = storeNameOf(name)
  return (await indexedDB.databases()).some((found) => found.name === storeName) ? 'locked' : 'none'
}
