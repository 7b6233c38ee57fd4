import * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { cell, type Cell, type Observable } from '../model/observable.ts'
import { reopen, type Database, type UpdateRow } from './database.ts'
import { ownerOfDoc, placeText, teamOwner } from './places.ts'
import { isNoRoom } from './refused-write.ts'
import { seal } from './seal.ts'
import { tablesFor, type SealedStore } from './sealed-store.ts'
import type { Sodium } from './sodium.ts'
import type { SavedState } from './vault.ts'

/** How a change of a document comes to the disk. Changes made together, or while a commit is under way, go in one. */
export interface Journal {
  /** Whether everything written of a document is on the disk; one cell per document, while `stateOf` is held. */
  stateOf(doc: string): Cell<SavedState>
  write(doc: string, change: Uint8Array): void
  /** Whether anything that was written is not on the disk. */
  readonly unsaved: Observable<boolean>
  /** Resolves when nothing of a document waits, or the disk has refused. */
  settled(doc: string): Promise<void>
  /** Tries once more whatever the disk has refused. @returns the documents that are still not saved. */
  lastTry(): Promise<readonly string[]>
  forget(doc: string): void
  /**
   * Writes what has come until now, a last time. Whatever comes afterwards is called not saved.
   * @param losing whether to close too where the disk refuses @returns whether it is closed
   */
  close(losing: boolean): Promise<boolean>
}

interface JournalParts {
  readonly database: Database
  readonly store: SealedStore
  readonly sodium: Sodium
  readonly clock: Clock
  /** Names this window among those that write the same vault. */
  readonly writer: string
  /** Resolves once what was committed is in the second copy too, or says why it is not. */
  readonly told: () => Promise<string>
  readonly committed: (row: Pick<UpdateRow, 'doc' | 'writer' | 'seq'>) => void
}

/** Milliseconds until the disk is asked again after it has refused. */
const retryAfter = 2000

export const updatePlace = ({ doc, writer, seq, owner }: Omit<UpdateRow, 'sealed'>): string =>
  placeText({ table: 'updates', owner, id: `${doc}/${writer}`, version: seq })

export function journal({ database, store, sodium, clock, writer, told, committed }: JournalParts): Journal {
  const states = new Map<string, Cell<SavedState>>()
  /** The last number that was tried: what was said to have failed may be on the disk all the same, and its number is taken. */
  const counts = new Map<string, number>()
  let pending = new Map<string, Uint8Array[]>()
  const unsaved = cell(false)
  /** Documents that are committed, and perhaps not yet in the second copy. */
  const untold = new Set<string>()
  let running: Promise<void> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  /** What the disk said when it last refused. */
  let refusal: SavedState = { kind: 'saving' }
  let closed = false

  function stateOf(doc: string): Cell<SavedState> {
    const known = states.get(doc)
    if (known) return known
    const made = cell<SavedState>({ kind: 'saved', at: clock() })
    states.set(doc, made)
    return made
  }

  /** One transaction for all that has gathered; resolves once it is on the disk. */
  async function commit(batch: ReadonlyMap<string, readonly Uint8Array[]>): Promise<ReadonlySet<string>> {
    await reopen(database)
    const rows = await database.transaction('rw', tablesFor('updates'), async () => {
      // Somebody who was erased meanwhile, here or in another window, has no key, and nothing of them is written.
      const owners = [...batch.keys()].map(ownerOfDoc).filter((owner) => owner !== teamOwner)
      const teamKey = await store.findKey('updates', teamOwner)
      return store.people.take(owners, async (keys) => {
        const made: UpdateRow[] = []
        for (const [doc, changes] of batch) {
          const place = { doc, writer, seq: (counts.get(doc) ?? 0) + 1, owner: ownerOfDoc(doc) }
          const key = place.owner === teamOwner ? teamKey : keys.get(place.owner)
          counts.set(doc, place.seq)
          if (key) made.push({ ...place, sealed: seal(sodium, key, Y.mergeUpdates([...changes]), updatePlace(place)) })
        }
        await database.updates.bulkAdd(made)
        return made
      })
    })
    for (const row of rows) committed(row)
    return new Set(rows.map(({ doc }) => doc))
  }

  async function drain(): Promise<void> {
    try {
      do {
        while (pending.size > 0) await commitPending()
        await tell()
        // What came meanwhile has started nothing, because this was running.
      } while (pending.size > 0)
    } finally {
      // Here, and not once the promise has settled: what is written in between would wait for nobody.
      running = undefined
    }
  }

  async function commitPending(): Promise<void> {
    const batch = pending
    pending = new Map()
    let written: ReadonlySet<string>
    try {
      written = await commit(batch)
    } catch (error) {
      for (const [doc, changes] of batch) pending.set(doc, [...changes, ...(pending.get(doc) ?? [])])
      refusal = { kind: 'not-saved', because: reasonOf(error) }
      for (const doc of pending.keys()) stateOf(doc).set(refusal)
      retry ??= setTimeout(again, retryAfter)
      throw error
    }
    unsaved.set(pending.size > 0)
    for (const doc of batch.keys()) {
      if (!written.has(doc)) stateOf(doc).set({ kind: 'not-saved', because: 'this person was erased, so nothing of them is kept' })
      else untold.add(doc)
    }
    await tell()
  }

  /** “Saved” is said of what stands in the second copy as well. */
  async function tell(): Promise<void> {
    if (untold.size === 0) return
    const docs = [...untold]
    const because = await told()
    if (because !== '') retry ??= setTimeout(again, retryAfter)
    else endWaiting()
    for (const doc of docs) {
      if (because === '') untold.delete(doc)
      if (!pending.has(doc)) stateOf(doc).set(because === '' ? { kind: 'saved', at: clock() } : { kind: 'not-saved', because: notCopied(because) })
    }
  }

  /** Once all is well nothing waits for the next try: what is written then is saved at once. */
  function endWaiting(): void {
    clearTimeout(retry)
    retry = undefined
  }

  function again(): void {
    retry = undefined
    if (!closed) void start()
  }

  /** Never rejects: what the disk refuses shows in the state of each document. */
  const start = (): Promise<void> => (running ??= Promise.resolve().then(drain).catch(() => undefined))

  const isRunning = (): boolean => running !== undefined

  async function lastTry(): Promise<readonly string[]> {
    if (pending.size > 0) await start()
    await running
    return [...pending.keys()]
  }

  return {
    stateOf,
    unsaved,
    write(doc, change) {
      if (closed) {
        stateOf(doc).set({ kind: 'not-saved', because: 'the vault was locked before it was written' })
        return
      }
      const gathered = pending.get(doc)
      if (gathered) gathered.push(change)
      else pending.set(doc, [change])
      unsaved.set(true)
      if (retry !== undefined && untold.size === 0) {
        if (stateOf(doc).get().kind !== 'not-saved') stateOf(doc).set(refusal)
        return
      }
      if (stateOf(doc).get().kind !== 'saving') stateOf(doc).set({ kind: 'saving' })
      void start()
    },
    async settled(doc) {
      while (pending.has(doc) || stateOf(doc).get().kind === 'saving') {
        if (!running) return
        await running
      }
    },
    lastTry,
    forget: (doc) => void states.delete(doc),
    async close(losing) {
      do await lastTry()
      // What was written in this very moment is on its way as well.
      while (isRunning())
      if (pending.size > 0 && !losing) return false
      closed = true
      endWaiting()
      return true
    },
  }
}

const notCopied = (because: string): string =>
  `it is in this app’s own store, but not in its second copy on this computer: ${because} It is tried again every few seconds`

function reasonOf(error: unknown): string {
  return isNoRoom(error)
    ? 'this computer has no room left. What you write stays in this window: make room, and it is saved by itself'
    : 'this computer could not write it. What you write stays in this window and is tried again every few seconds'
}
