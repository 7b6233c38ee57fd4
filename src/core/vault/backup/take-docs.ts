import * as Y from 'yjs'
import type { LogParts } from '../compaction.ts'
import { ownerOfDoc } from '../places.ts'
import { tablesFor } from '../sealed-store.ts'
import type { DocShelf } from '../stored-doc.ts'

interface RestoredDoc {
  readonly id: string
  readonly bytes: Uint8Array
}

/**
 * Documents that are not here yet go in as they are, all in one commit. One that is here, open or not, takes the update in
 * as it would a colleague's.
 * @returns those that hold more than before.
 */
export async function takeDocs({ database, store }: LogParts, shelf: DocShelf, docs: readonly RestoredDoc[]): Promise<string[]> {
  const { here, absent } = await database.transaction('rw', tablesFor('snapshots', 'updates'), async () => {
    const here: RestoredDoc[] = []
    const absent: RestoredDoc[] = []
    for (const doc of docs) {
      const isHere = (await database.snapshots.get(doc.id)) !== undefined || (await database.updates.where('doc').equals(doc.id).count()) > 0
      ;(isHere || shelf.isOpen(doc.id) ? here : absent).push(doc)
    }
    await store.put('snapshots', absent.map(({ id, bytes }) => ({ id, owner: ownerOfDoc(id), bytes })))
    return { here, absent }
  })
  const changed = new Set(absent.map(({ id }) => id))
  for (const { id, bytes } of here) {
    const stored = await shelf.open(id)
    const note = (): void => void changed.add(id)
    stored.doc.on('update', note)
    try {
      Y.applyUpdate(stored.doc, bytes)
    } finally {
      stored.doc.off('update', note)
      await stored.release()
    }
  }
  return [...changed]
}
