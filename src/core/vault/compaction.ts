import * as Y from 'yjs'
import type { Database, UpdateRow } from './database.ts'
import type { Integrity } from './integrity.ts'
import { ownerOfDoc } from './places.ts'
import { tablesFor, type SealedStore } from './sealed-store.ts'
import type { Sodium } from './sodium.ts'
import type { OpenDoc } from './stored-doc.ts'

export interface LogParts {
  readonly database: Database
  readonly store: SealedStore
  readonly sodium: Sodium
  readonly integrity: Integrity
}

export const rowKey = ({ writer, seq }: Pick<UpdateRow, 'writer' | 'seq'>): string => `${writer}/${seq}`

type CompactWhen = 'writing' | 'closing' | 'at-once'

/**
 * How many rows of the log are worth a new snapshot. A large document is written anew less often: its snapshot costs
 * more than reading some more rows.
 */
export function rowsBeforeCompaction(snapshotBytes: number, when: CompactWhen): number {
  if (when === 'at-once') return 0
  return when === 'writing' ? Math.max(200, snapshotBytes / 2000) : Math.max(16, snapshotBytes / 8000)
}

/**
 * Writes a document as one snapshot and drops from the log exactly the rows that it covers. A row that another window has
 * added, and one that did not open, is in nobody's snapshot yet and stays.
 * @returns false where another window's snapshot stands there, which is to be taken in first
 */
export async function compact({ database, store }: LogParts, open: OpenDoc, when: CompactWhen): Promise<boolean> {
  if (open.held.size < rowsBeforeCompaction(open.snapshot.bytes, when)) return true
  const covered = [...open.held]
  const bytes = Y.encodeStateAsUpdate(open.doc)
  try {
    const version = await database.transaction('rw', tablesFor('snapshots', 'updates'), async () => {
      const stored = await database.snapshots.get(open.id)
      // Another window has written a snapshot that this one has not read: it may cover what is not in this document.
      if ((stored?.version ?? 0) !== open.snapshot.version) throw new Superseded()
      await store.put('snapshots', [{ id: open.id, owner: ownerOfDoc(open.id), bytes }])
      await database.updates.bulkDelete(covered.map((key) => keyOf(open.id, key)))
      return (await database.snapshots.get(open.id))?.version ?? 0
    })
    open.snapshot = { version, bytes: bytes.length }
    for (const key of covered) open.held.delete(key)
    return true
  } catch (error) {
    // The log is whole as it is, whatever went wrong: the next opening reads a few more rows.
    return !(error instanceof Superseded)
  }
}

class Superseded extends Error {}

function keyOf(doc: string, key: string): [string, string, number] {
  const [writer = '', seq = ''] = key.split('/')
  return [doc, writer, Number(seq)]
}
