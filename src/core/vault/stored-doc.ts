import { DexieYProvider } from 'y-dexie'
import * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { cell, type Cell } from '../model/observable.ts'
import type { CommitWatch } from './commit-watch.ts'
import { updatesTable, type Database } from './database.ts'
import type { SavedState, StoredDoc } from './vault.ts'

interface OpenDoc {
  readonly doc: Y.Doc
  readonly saved: Cell<SavedState>
  users: number
  /** Resolves when nothing waits for the disk, or the disk has refused. */
  settled(): Promise<void>
  close(): void
}

export interface DocShelf {
  open(id: string): Promise<StoredDoc>
  /** Settles and lets go of everything that is still open. */
  closeAll(): Promise<void>
}

/** The documents of one vault: each is open once, however many hold it. */
export function docShelf(database: Database, commits: CommitWatch, clock: Clock): DocShelf {
  const shelf = new Map<string, Promise<OpenDoc>>()

  async function take(id: string): Promise<OpenDoc> {
    const known = shelf.get(id)
    if (known) {
      const open = await known
      open.users += 1
      return open
    }
    const opening = load(database, commits, clock, id)
    shelf.set(id, opening)
    try {
      return await opening
    } catch (error) {
      shelf.delete(id)
      throw error
    }
  }

  async function putBack(id: string, open: OpenDoc): Promise<void> {
    open.users -= 1
    await open.settled()
    if (open.users > 0 || !shelf.has(id)) return
    shelf.delete(id)
    open.close()
  }

  return {
    async open(id) {
      const open = await take(id)
      let released = false
      return {
        doc: open.doc,
        saved: open.saved,
        async release() {
          if (released) return
          released = true
          await putBack(id, open)
        },
      }
    },
    async closeAll() {
      for (const [id, opening] of shelf) {
        const open = await opening
        await open.settled()
        open.close()
        shelf.delete(id)
      }
    },
  }
}

async function load(database: Database, commits: CommitWatch, clock: Clock, id: string): Promise<OpenDoc> {
  await database.docs.put({ id } as never)
  const row = await database.docs.get(id)
  if (!row) throw new TypeError('a row that was just written is gone')
  const doc = row.content
  const provider = DexieYProvider.load(doc)
  await provider.whenLoaded

  const saved = cell<SavedState>({ kind: 'saved', at: clock() })
  const waiters = new Set<() => void>()
  let pending = 0
  /** A change that the disk refused: until the whole document is written again, nothing may be called saved. */
  let owing = false

  const settle = (next: SavedState): void => {
    saved.set(next)
    if (next.kind !== 'saving') for (const waiter of Array.from(waiters)) waiter()
  }
  const onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === provider) return
    pending += 1
    if (owing) void writeWhole()
    else saved.set({ kind: 'saving' })
  }
  async function writeWhole(): Promise<void> {
    try {
      await database.table(updatesTable).add({ k: id, u: Y.encodeStateAsUpdateV2(doc), f: 1 })
      owing = false
      pending = 0
      settle({ kind: 'saved', at: clock() })
    } catch (error) {
      settle({ kind: 'not-saved', because: reason(error instanceof Error ? error.name : 'AbortError') })
    }
  }
  const stopListening = commits.listen(id, {
    committed(count) {
      pending = Math.max(0, pending - count)
      if (pending === 0 && !owing) settle({ kind: 'saved', at: clock() })
    },
    failed(because) {
      owing = true
      settle({ kind: 'not-saved', because: reason(because) })
    },
  })
  doc.on('updateV2', onUpdate)
  provider.on('error', (error: unknown) => {
    owing = true
    settle({ kind: 'not-saved', because: reason(error instanceof Error ? error.name : 'AbortError') })
  })

  return {
    doc,
    saved,
    users: 1,
    async settled() {
      if (saved.get().kind !== 'saving') return
      await new Promise<void>((resolve) => {
        const waiter = (): void => {
          waiters.delete(waiter)
          resolve()
        }
        waiters.add(waiter)
      })
    },
    close() {
      stopListening()
      doc.off('updateV2', onUpdate)
      DexieYProvider.release(doc)
    },
  }
}

function reason(name: string): string {
  return name === 'QuotaExceededError'
    ? 'this computer has no room left. What you write stays in this window: make room, then go on'
    : 'this computer could not write it. What you write stays in this window until it can'
}
