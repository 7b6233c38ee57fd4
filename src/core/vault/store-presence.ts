import type { VaultPresence } from './vault.ts'

/** What the store of an installation is called in IndexedDB. */
export const storeNameOf = (name: string): string => `mdt-huddle-${name}`

/** What stands beside a store while it is being made of a backup, so that one that was cut off is known for what it is. */
export const unfinishedNameOf = (name: string): string => `${storeNameOf(name)}-unfinished`

/** Whether there is a store, and a whole one, without opening it. */
export async function presenceOf(name: string, indexedDB: Pick<IDBFactory, 'databases'>): Promise<VaultPresence> {
  const names = new Set((await indexedDB.databases()).map((found) => found.name))
  return names.has(storeNameOf(name)) && !names.has(unfinishedNameOf(name)) ? 'locked' : 'none'
}
