import * as Y from 'yjs'
import type { AuditEntry } from '../model/audit.ts'
import { cell } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import { nothingKept, vaultLocked } from './problems.ts'
import type { Rows, SavedState, Vault } from './vault.ts'

/** A vault that keeps everything in this window's memory and nothing anywhere else: a guest's. */
export function memoryVault(): Vault {
  const docs = new Map<string, Y.Doc>()
  const entries = new Map<string | symbol, AuditEntry>()
  const documentWatchers = new Set<(id: string) => void>()
  let own: Profile | undefined
  let locked = false

  const guard = async <T>(work: () => T): Promise<T> => {
    if (locked) throw new ProblemError(vaultLocked)
    return work()
  }
  function rows<T extends { readonly id: string }>(): Rows<T> {
    const kept = new Map<string, T>()
    return {
      get: (id) => guard(() => kept.get(id)),
      all: () => guard(() => [...kept.values()]),
      put: (values) => guard(() => values.forEach((value) => kept.set(value.id, structuredClone(value)))),
      change: (ids, edit) =>
        guard(() => {
          const written = ids.flatMap((id) => edit(kept.get(id), id) ?? [])
          for (const value of written) kept.set(value.id, structuredClone(value))
          return written
        }),
      remove: (ids) => guard(() => ids.forEach((id) => kept.delete(id))),
    }
  }

  return {
    people: rows(),
    rooms: rows(),
    huddles: rows(),
    outcomes: rows(),
    actions: rows(),
    marks: rows(),
    letters: rows(),
    disclosures: rows(),
    breakGlass: rows(),
    deliveries: rows(),
    servers: rows(),
    services: rows(),
    audit: {
      add: (entry) => guard(() => void entries.set(Symbol('entry'), entry)),
      all: () => guard(() => [...entries.values()]),
      takeIn: (rows) =>
        guard(() => {
          const fresh = rows.filter(({ id }) => !entries.has(id))
          for (const { id, entry } of fresh) entries.set(id, entry)
          return fresh.length
        }),
    },
    profile: {
      get: () => guard(() => own),
      put: (next) => guard(() => void (own = next)),
      change: (edit) =>
        guard(() => {
          const next = edit(own)
          own = next ?? own
          return next
        }),
    },
    openDoc: (id) =>
      guard(() => {
        const known = docs.get(id)
        const doc = known ?? new Y.Doc()
        docs.set(id, doc)
        if (!known) doc.on('update', () => documentWatchers.forEach((watcher) => watcher(id)))
        return { doc, saved: cell<SavedState>({ kind: 'memory-only' }), release: () => Promise.resolve() }
      }),
    rewriteDoc: () => guard(() => undefined),
    removeDocs: (ids) => guard(() => ids.forEach((id) => docs.delete(id))),
    erase: () => Promise.reject(new ProblemError(nothingKept)),
    receipts: () => guard(() => []),
    takeReceipts: () => Promise.reject(new ProblemError(nothingKept)),
    backUp: () => Promise.reject(new ProblemError(nothingKept)),
    takeDocs: () => Promise.reject(new ProblemError(nothingKept)),
    copyBehind: cell(''),
    unsaved: cell(false),
    renewCopy: () => guard(() => undefined),
    restored: () => guard(() => 0),
    findings: cell([]),
    check: () => guard(() => ({ held: 0, findings: [] })),
    inUseElsewhere: () => guard(() => false),
    sayInUse: () => undefined,
    watchOthers: () => () => undefined,
    watchDocuments(onWritten) {
      documentWatchers.add(onWritten)
      return () => documentWatchers.delete(onWritten)
    },
    saveAll: () => Promise.resolve(),
    lock() {
      locked = true
      docs.clear()
      entries.clear()
      own = undefined
      return Promise.resolve()
    },
  }
}
