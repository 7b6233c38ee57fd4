import { keyringIds, keyringTable } from './keyring-place.ts'
import type { TwinHost } from './twin/ports.ts'
import type { KeptCopy, VaultPresence } from './vault.ts'

/** What the store of an installation is called in IndexedDB. */
export const storeNameOf = (name: string): string => `mdt-huddle-${name}`

/** What stands beside a store while it is being made, so that one that was cut off is known for what it is. */
export const unfinishedNameOf = (name: string): string => `${storeNameOf(name)}-unfinished`

type Stores = Pick<IDBFactory, 'databases' | 'open'>

/**
 * Whether there is a store, and a whole one: without a keyring there is nothing that it could be opened with. The browser's
 * list is not believed where it names none, as it may after a crash: whoever is told that there is nothing may begin anew
 * over everything.
 * @throws the browser's error where that cannot be told.
 */
export async function presenceOf(name: string, indexedDB: Stores, twins?: TwinHost): Promise<VaultPresence> {
  // Chromium refuses the first look at databases that it finds damaged, and has thrown them away by the second.
  const isThere = await standsThere(name, indexedDB).catch(() => standsThere(name, indexedDB))
  if (isThere && (!twins || (await hasKeyring(storeNameOf(name), indexedDB)))) return 'locked'
  // A browser begins a store anew, empty, where it finds its own log damaged, also under a window that has it open and makes
  // its tables again: the host remembers that there was one.
  if (twins && (await twins.list()).length > 0) return 'emptied'
  return isThere ? 'locked' : 'none'
}

async function standsThere(name: string, indexedDB: Stores): Promise<boolean> {
  const names = await listed(indexedDB)
  return !names.has(unfinishedNameOf(name)) && (names.has(storeNameOf(name)) || (await opens(storeNameOf(name), indexedDB)))
}

/** The second copies that a host keeps, last written first. */
export const copiesIn = async (twins: TwinHost | undefined): Promise<KeptCopy[]> => ((await twins?.list()) ?? []).map(({ at, end }) => ({ at, size: end }))

/** Whether a store was begun and never finished. */
export const isUnfinished = async (name: string, indexedDB: Stores): Promise<boolean> => (await listed(indexedDB)).has(unfinishedNameOf(name))

async function listed(indexedDB: Stores): Promise<Set<string | undefined>> {
  return new Set((await indexedDB.databases()).map((found) => found.name))
}

/** Tries to open a store without making one. */
function opens(storeName: string, indexedDB: Stores): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let there = true
    const asked = indexedDB.open(storeName)
    asked.addEventListener('upgradeneeded', () => {
      there = false
      asked.transaction?.abort()
    })
    asked.addEventListener('success', () => {
      asked.result.close()
      resolve(true)
    })
    asked.addEventListener('error', (event) => {
      event.preventDefault()
      if (there) reject(asked.error ?? new Error('The store could not be opened.'))
      else resolve(false)
    })
  })
}

/** Whether either copy of the keyring stands in a store; true as well where that cannot be told, for unlocking to say why. */
function hasKeyring(storeName: string, indexedDB: Stores): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = indexedDB.open(storeName)
    asked.addEventListener('error', (event) => {
      event.preventDefault()
      resolve(true)
    })
    asked.addEventListener('success', () => {
      const database = asked.result
      function say(whether: boolean): void {
        database.close()
        resolve(whether)
      }
      if (!database.objectStoreNames.contains(keyringTable)) return say(false)
      const keys = database.transaction(keyringTable).objectStore(keyringTable).getAllKeys()
      keys.addEventListener('success', () => say(keyringIds.some((id) => keys.result.includes(id))))
      keys.addEventListener('error', () => say(true))
    })
  })
}
