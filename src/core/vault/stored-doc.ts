import * as Y from 'yjs'
import type { Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import type { UpdateRow } from './database.ts'
import { updatePlace, type Journal } from './journal.ts'
import { compact, rowKey, rowsBeforeCompaction, type LogParts } from './compaction.ts'
import { notSavedYet, vaultLocked } from './problems.ts'
import { open, SealBroken } from './seal.ts'
import { tablesFor } from './sealed-store.ts'
import type { SavedState, StoredDoc } from './vault.ts'

/**
 * Documents at rest: one snapshot and a log of sealed changes. It took the place of y-dexie, which reads a document's
 * whole log again after each change: 5,000 quick edits of one note ended the browser's tab under it. Here they are saved
 * in 0.2 s, and a note of 260,000 operations opens in the time of decoding it alone, where y-indexeddb takes longer.
 */

/** One document as it is open here, and which rows of its log it holds. */
export interface OpenDoc {
  readonly id: string
  readonly doc: Y.Doc
  readonly saved: Observable<SavedState>
  /** Rows in the log that are in `doc` and not yet in a snapshot. */
  readonly held: Set<string>
  snapshot: { version: number; bytes: number }
  users: number
  stop(): void
}

/** Marks changes that come from the store, so that they are not stored again. */
const fromStore = Symbol('from the store')

/** Opens what is sealed in rows of the log, in the order of each writer; those that do not open are given back. */
export async function openUpdates({ store, sodium }: LogParts, rows: readonly UpdateRow[]): Promise<{ changes: Uint8Array[]; keys: string[]; faults: UpdateRow[] }> {
  const changes: Uint8Array[] = []
  const keys: string[] = []
  const faults: UpdateRow[] = []
  const keyOf = new Map<string, Uint8Array | undefined>()
  for (const owner of new Set(rows.map((row) => row.owner))) keyOf.set(owner, await store.findKey('updates', owner))
  for (const row of rows.toSorted((a, b) => (a.writer < b.writer ? -1 : a.writer > b.writer ? 1 : a.seq - b.seq))) {
    const key = keyOf.get(row.owner)
    try {
      if (!key || !(row.sealed instanceof Uint8Array)) throw new SealBroken('no key, or nothing sealed')
      changes.push(open(sodium, key, row.sealed, updatePlace(row)))
      keys.push(rowKey(row))
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      faults.push(row)
    }
  }
  return { changes, keys, faults }
}

function apply(doc: Y.Doc, changes: readonly Uint8Array[]): void {
  doc.transact(() => {
    for (const change of changes) Y.applyUpdate(doc, change, fromStore)
  }, fromStore)
}

/** Reads a document from its snapshot and what was logged since. */
export async function loadDoc(parts: LogParts, journal: Journal, id: string): Promise<OpenDoc> {
  const { database, store, integrity } = parts
  const { reading, logged } = await database.transaction('r', tablesFor('snapshots', 'updates'), async () => ({
    reading: await store.read('snapshots', [id]),
    logged: await openUpdates(parts, await database.updates.where('doc').equals(id).toArray()),
  }))
  const [snapshot] = reading.opened
  const doc = new Y.Doc()
  apply(doc, [...(snapshot ? [snapshot.bytes] : []), ...logged.changes])
  await integrity.settle('snapshots', reading)
  await integrity.settleUpdates(logged.faults)

  const onUpdate = (change: Uint8Array, origin: unknown): void => {
    if (origin !== fromStore) journal.write(id, change)
  }
  doc.on('update', onUpdate)
  return {
    id,
    doc,
    saved: journal.stateOf(id),
    held: new Set(logged.keys),
    snapshot: { version: snapshot?.version ?? 0, bytes: snapshot?.bytes.length ?? 0 },
    users: 0,
    stop: () => doc.off('update', onUpdate),
  }
}

/** Takes in what another window has logged of a document that is open here, and the snapshot that it has made meanwhile. */
export async function catchUp(parts: LogParts, open: OpenDoc): Promise<void> {
  const { database, store, integrity } = parts
  const { logged, covered, reading } = await database.transaction('r', tablesFor('updates', 'snapshots'), async () => {
    const rows = await database.updates.where('doc').equals(open.id).toArray()
    const keys = new Set(rows.map(rowKey))
    const stored = await database.snapshots.get(open.id)
    return {
      logged: await openUpdates(parts, rows.filter((row) => !open.held.has(rowKey(row)))),
      covered: [...open.held].filter((key) => !keys.has(key)),
      reading: stored && stored.version !== open.snapshot.version ? await store.read('snapshots', [open.id]) : undefined,
    }
  })
  const [snapshot] = reading?.opened ?? []
  apply(open.doc, [...(snapshot ? [snapshot.bytes] : []), ...logged.changes])
  for (const key of logged.keys) open.held.add(key)
  if (snapshot) {
    open.snapshot = { version: snapshot.version, bytes: snapshot.bytes.length }
    for (const key of covered) open.held.delete(key)
  }
  if (reading) await integrity.settle('snapshots', reading)
}

/** The documents of one vault: each is open once, however many hold it. */
export interface DocShelf {
  isOpen(id: string): boolean
  open(id: string): Promise<StoredDoc>
  /** Takes in what another window has written of a document, if it is open here. */
  catchUp(id: string): Promise<void>
  /** Whether anything that was written is not on the disk. */
  readonly unsaved: Observable<boolean>
  /** Tries to save whatever is not saved. @returns the documents that still are not. */
  lastTry(): Promise<readonly string[]>
  rewrite(id: string): Promise<void>
  /** Lets go of these without waiting for anybody who holds them. */
  drop(ids: readonly string[]): Promise<void>
  /**
   * Opens nothing more, and saves what is written until the last moment.
   * @throws {ProblemError} `not-saved-yet` where the disk refuses, unless that may be lost: it opens documents again then.
   */
  closeAll(losing: boolean): Promise<void>
}

export type Committed = (row: Pick<UpdateRow, 'doc' | 'writer' | 'seq'>) => void

export function docShelf(parts: LogParts, makeJournal: (committed: Committed) => Journal): DocShelf {
  const shelf = new Map<string, Promise<OpenDoc>>()
  const opened = new Map<string, OpenDoc>()
  const journal = makeJournal((row) => {
    const open = opened.get(row.doc)
    open?.held.add(rowKey(row))
    if (open && open.held.size >= rowsBeforeCompaction(open.snapshot.bytes, 'writing')) compactOpen(open, 'writing').catch(() => undefined)
  })

  /** @throws {Error} where another window's snapshot is to be taken in first, and cannot be read: the log stays whole */
  async function compactOpen(open: OpenDoc, when: 'writing' | 'at-once'): Promise<void> {
    if (await compact(parts, open, when)) return
    await catchUp(parts, open)
    await compact(parts, open, when)
  }

  let closing = false

  async function take(id: string): Promise<OpenDoc> {
    if (closing) throw new ProblemError(vaultLocked)
    const opening = shelf.get(id) ?? loadDoc(parts, journal, id)
    shelf.set(id, opening)
    const open = await opening.catch((error: unknown) => {
      if (shelf.get(id) === opening) shelf.delete(id)
      throw error
    })
    // Let go in this very moment: what is written in it now would be stored by nobody.
    if (shelf.get(id) !== opening) return take(id)
    opened.set(id, open)
    open.users += 1
    return open
  }

  function letGo(open: OpenDoc): void {
    open.stop()
    shelf.delete(open.id)
    opened.delete(open.id)
    journal.forget(open.id)
  }

  async function putBack(open: OpenDoc): Promise<void> {
    open.users -= 1
    await journal.settled(open.id)
    // What the disk has refused stays open, and is tried again, until it is saved.
    if (open.users > 0 || opened.get(open.id) !== open || open.saved.get().kind !== 'saved') return
    letGo(open)
    await compact(parts, open, 'closing')
  }

  async function drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const open = await shelf.get(id)
      if (!open) continue
      await journal.settled(id)
      letGo(open)
    }
  }

  return {
    async rewrite(id) {
      const open = await take(id)
      try {
        await journal.settled(id)
        await compactOpen(open, 'at-once')
      } finally {
        await putBack(open)
      }
    },
    isOpen: (id) => shelf.has(id),
    async open(id) {
      const open = await take(id)
      let released = false
      return {
        doc: open.doc,
        saved: open.saved,
        async release() {
          if (released) return
          released = true
          await putBack(open)
        },
      }
    },
    async catchUp(id) {
      const open = opened.get(id)
      if (open) await catchUp(parts, open)
    },
    unsaved: journal.unsaved,
    lastTry: () => journal.lastTry(),
    drop,
    async closeAll(losing) {
      closing = true
      closing = await journal.close(losing)
      if (!closing) throw new ProblemError(notSavedYet)
      shelf.clear()
      opened.clear()
    },
  }
}
