import { Dexie } from 'dexie'
import type { IndexedDbParts } from './database.ts'
import { isUnfinished, storeNameOf, unfinishedNameOf } from './store-presence.ts'

/** Makes a store whole or not at all. */
export interface MadeWhole {
  /** Takes away what was begun and cut off. */
  clear(): Promise<void>
  /** Runs what makes the store: until it is done the store counts as none, and where it fails nothing of it stays. */
  make(work: () => Promise<void>): Promise<void>
}

export function madeWhole(name: string, parts: IndexedDbParts): MadeWhole {
  const remove = (): Promise<void> => new Dexie(storeNameOf(name), parts).delete()

  /** A store of no content, whose being there says it: presence is told without opening anything. */
  async function mark(unfinished: boolean): Promise<void> {
    const marker = new Dexie(unfinishedNameOf(name), parts)
    if (!unfinished) return marker.delete()
    marker.version(1).stores({ marker: 'id' })
    await marker.open()
    marker.close()
  }

  return {
    async clear() {
      if (!(await isUnfinished(name, parts.indexedDB))) return
      await remove()
      await mark(false)
    },
    async make(work) {
      await mark(true)
      try {
        await work()
      } catch (error) {
        await remove()
        await mark(false)
        throw error
      }
      await mark(false)
    },
  }
}
