import type { DBCoreMutateRequest, Dexie } from 'dexie'
import { isTwinTable, keyOfRow, keyText, type TwinChange, type TwinRow, type TwinTable } from './entries.ts'
import { noteId } from './twin-note.ts'

/** What became of one transaction: what it has written, row by row where that can be told, or that nothing was. */
export type Ended = readonly TwinChange[] | 'unreadable' | 'refused'

/**
 * Hears of every write to a store, whichever part of the app makes it, once its transaction has ended.
 * To be called before the store is opened.
 * @returns resolves when every transaction that has begun to write has ended.
 */
export function watchWrites(database: Dexie, onEnd: (ended: Ended) => void): () => Promise<void> {
  const writing = new Map<object, { changes: TwinChange[]; readable: boolean }>()
  const ended = new Set<Promise<void>>()

  function begin(transaction: object): { changes: TwinChange[]; readable: boolean } {
    const made = { changes: [], readable: true }
    writing.set(transaction, made)
    if (!hasListeners(transaction)) throw new TypeError('not a transaction of IndexedDB')
    const end = new Promise<void>((done) => {
      const finish = (committed: boolean) => (): void => {
        writing.delete(transaction)
        // One that the app itself has given up has no error.
        if (!committed && transaction.error === null) return done()
        onEnd(!committed ? 'refused' : made.readable ? lasting(made.changes) : 'unreadable')
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

/**
 * What stands in a copy beside what the store has set aside as damaged stays there: it may be whole. An account of versions is
 * written anew in the same breath.
 */
function lasting(changes: readonly TwinChange[]): readonly TwinChange[] {
  const setAside = new Set(changes.flatMap((each) => (each.kind === 'put' && each.table === 'aside' ? [placeSetAside(each.row)] : [])))
  return setAside.size === 0 ? changes : changes.filter((each) => each.kind === 'put' || each.table === 'rolls' || !setAside.has(`${each.table}/${each.key}`))
}

/** An id in `aside` is the row's table and key, and when it was set aside. */
const placeSetAside = (row: TwinRow): string => ('id' in row ? row.id.slice(0, row.id.lastIndexOf('/')) : '')

const hasListeners = (value: object): value is Pick<IDBTransaction, 'addEventListener' | 'error'> => 'addEventListener' in value && 'error' in value
