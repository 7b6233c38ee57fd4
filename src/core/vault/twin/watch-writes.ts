import type { DBCoreMutateRequest, Dexie } from 'dexie'
import { isTwinTable, keyOfRow, keyText, type TwinChange, type TwinRow, type TwinTable } from './entries.ts'
import { noteId } from './twin-note.ts'

/** What one transaction has written; undefined where that cannot be told row by row. */
export type Committed = readonly TwinChange[] | undefined

/**
 * Hears of every write to a store, whichever part of the app makes it, once its transaction has committed.
 * To be called before the store is opened.
 * @returns resolves when every transaction that has begun to write has ended.
 */
export function watchWrites(database: Dexie, onCommit: (changes: Committed) => void): () => Promise<void> {
  const writing = new Map<object, { changes: TwinChange[]; readable: boolean }>()
  const ended = new Set<Promise<void>>()

  function begin(transaction: object): { changes: TwinChange[]; readable: boolean } {
    const made = { changes: [], readable: true }
    writing.set(transaction, made)
    if (!hasListeners(transaction)) throw new TypeError('not a transaction of IndexedDB')
    const end = new Promise<void>((done) => {
      const finish = (committed: boolean) => (): void => {
        writing.delete(transaction)
        if (committed) onCommit(made.readable ? made.changes : undefined)
        done()
      }
      transaction.addEventListener('complete', finish(true))
      transaction.addEventListener('abort', finish(false))
    })
    ended.add(end)
    void end.then(() => ended.delete(end))
    return made
  }

  function note(table: TwinTable, request: DBCoreMutateRequest): void {
    const about = writing.get(request.trans) ?? begin(request.trans)
    if (request.type === 'deleteRange') about.readable = false
    else if (request.type === 'delete') about.changes.push(...request.keys.map((key: unknown) => ({ kind: 'delete' as const, table, key: keyText(key) })))
    else about.changes.push(...request.values.filter((row: TwinRow) => keyOfRow(row) !== noteId).map((row: TwinRow) => ({ kind: 'put' as const, table, row })))
  }

  database.use({
    stack: 'dbcore',
    name: 'second copy',
    create: (down) => ({
      ...down,
      table(name) {
        const table = down.table(name)
        if (!isTwinTable(name)) return table
        return {
          ...table,
          mutate(request) {
            note(name, request)
            return table.mutate(request)
          },
        }
      },
    }),
  })
  return async () => {
    await Promise.all(ended)
  }
}

const hasListeners = (value: object): value is Pick<EventTarget, 'addEventListener'> => 'addEventListener' in value
