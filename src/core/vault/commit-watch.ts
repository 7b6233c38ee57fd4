import type { DBCoreTransaction } from 'dexie'
import { updatesTable } from './database.ts'

/** What became of changes that were handed to IndexedDB. */
export interface CommitListener {
  committed(count: number): void
  failed(because: string): void
}

/** Tells each open document when its changes are on the disk: IndexedDB says so of whole transactions only. */
export interface CommitWatch {
  listen(doc: string, listener: CommitListener): () => void
  watch(table: string, rows: readonly unknown[], transaction: DBCoreTransaction): void
}

export function commitWatch(): CommitWatch {
  const listeners = new Map<string, CommitListener>()
  return {
    listen(doc, listener) {
      listeners.set(doc, listener)
      return () => listeners.delete(doc)
    },
    watch(table, rows, transaction) {
      if (table !== updatesTable || !isIdbTransaction(transaction)) return
      const counts = new Map<string, number>()
      for (const row of rows) {
        const doc = isChange(row) ? row.k : undefined
        if (doc !== undefined) counts.set(doc, (counts.get(doc) ?? 0) + 1)
      }
      const each = (tell: (listener: CommitListener, count: number) => void): void => {
        for (const [doc, count] of counts) {
          const listener = listeners.get(doc)
          if (listener) tell(listener, count)
        }
      }
      transaction.addEventListener('complete', () => each((listener, count) => listener.committed(count)))
      transaction.addEventListener('abort', () => each((listener) => listener.failed(transaction.error?.name ?? 'AbortError')))
    },
  }
}

/** A change as y-dexie adds it: flagged as local, unlike the merged rows that its compaction puts. */
function isChange(row: unknown): row is { readonly k: string } {
  return typeof row === 'object' && row !== null && 'k' in row && typeof row.k === 'string' && 'f' in row && row.f === 1
}

function isIdbTransaction(transaction: DBCoreTransaction): transaction is DBCoreTransaction & IDBTransaction {
  return 'addEventListener' in transaction && 'error' in transaction
}
