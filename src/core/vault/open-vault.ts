import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import { entryId, newId, toHex } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import type { Database } from './database.ts'
import { erasePerson, readReceipts } from './erase.ts'
import { fullCheck } from './full-check.ts'
import type { Integrity } from './integrity.ts'
import { journal } from './journal.ts'
import type { Neighbours } from './neighbours.ts'
import { notSavedYet, vaultLocked } from './problems.ts'
import { recordRows } from './record-rows.ts'
import type { AuditRow, ProfileRow, RecordRows, RecordTable } from './record-tables.ts'
import { tablesFor, type SealedStore } from './sealed-store.ts'
import type { Sodium } from './sodium.ts'
import { docShelf } from './stored-doc.ts'
import type { Rows, Vault } from './vault.ts'

export interface OpenParts {
  readonly database: Database
  readonly store: SealedStore
  readonly integrity: Integrity
  readonly sodium: Sodium
  readonly effects: Effects
  readonly others: Neighbours
}

/** The profile stands twice: without it nobody could sit down at an otherwise sound vault. */
const profileIds = ['profile', 'spare'] as const

/** The vault over an opened store, until it is locked. */
export function openVault({ database, store, integrity, sodium, effects, others }: OpenParts): Vault {
  const { clock, random } = effects
  const writer = toHex(random(8))
  const watchers = new Set<(what: 'records' | 'locked') => void>()
  let locked = false
  const log = { database, store, sodium, integrity }
  const shelf = docShelf(log, (committed) =>
    journal({
      database,
      store,
      sodium,
      clock,
      writer,
      committed(row) {
        committed(row)
        others.tell({ kind: 'document', id: row.doc })
      },
    }),
  )
  others.listen((notice) => {
    if (notice.kind === 'document') shelf.catchUp(notice.id).catch(() => undefined)
    else for (const watcher of Array.from(watchers)) watcher(notice.kind)
  })

  const guard = async <T>(work: () => PromiseLike<T>): Promise<T> => {
    if (locked) throw new ProblemError(vaultLocked)
    return work()
  }

  function rows<K extends RecordTable>(table: K): Rows<RecordRows[K]> {
    const stored = recordRows({ database, store, integrity, changed: () => others.tell({ kind: 'records' }) }, table)
    return {
      get: (id) => guard(() => stored.get(id)),
      all: () => guard(() => stored.all()),
      put: (values) => guard(() => stored.put(values)),
      change: (ids, edit) => guard(() => stored.change(ids, edit)),
      remove: (ids) => guard(() => stored.remove(ids)),
    }
  }
  async function saveAll(): Promise<void> {
    if ((await shelf.lastTry()).length > 0) throw new ProblemError(notSavedYet)
  }
  const audit: Rows<AuditRow> = rows('audit')
  const profile: Rows<ProfileRow> = rows('profile')

  return {
    people: rows('people'),
    rooms: rows('rooms'),
    huddles: rows('huddles'),
    outcomes: rows('outcomes'),
    actions: rows('actions'),
    marks: rows('marks'),
    letters: rows('letters'),
    disclosures: rows('disclosures'),
    breakGlass: rows('breakGlass'),
    deliveries: rows('deliveries'),
    servers: rows('servers'),
    audit: {
      add: (entry) => audit.put([{ id: newId(entryId, random), entry }]),
      all: async () => (await audit.all()).map(({ entry }) => entry).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    },
    profile: {
      get: async () => (await profile.all()).toSorted((a, b) => b.profile.lastHereAt - a.profile.lastHereAt)[0]?.profile,
      put: (next) => profile.put(profileIds.map((id) => ({ id, profile: next }))),
    },
    openDoc: (id) => guard(() => shelf.open(id)),
    removeDocs: (ids) =>
      guard(async () => {
        await shelf.drop(ids)
        await database.transaction('rw', tablesFor('snapshots', 'updates'), async () => {
          await database.updates.where('doc').anyOf([...ids]).delete()
          await store.remove('snapshots', ids)
        })
      }),
    erase: (person, by, because) =>
      guard(async () => {
        await shelf.drop([`person:${person}`])
        const receipt = await erasePerson(database, store, { id: newId(entryId, random), person, at: instantOf(clock()), by, because })
        others.tell({ kind: 'records' })
        return receipt
      }),
    receipts: () => guard(() => readReceipts(database, store)),
    findings: integrity.findings,
    check: (onProgress) => guard(() => fullCheck(log, onProgress)),
    watchOthers(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    saveAll,
    async lock(how = 'here') {
      if (locked) return
      await saveAll()
      await shelf.closeAll()
      locked = true
      if (how === 'everywhere') others.tell({ kind: 'locked' })
      others.close()
      database.close()
      store.forget()
    },
  }
}
