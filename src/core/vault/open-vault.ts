import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { ErasureReceipt } from '../model/erasure.ts'
import { entryId, newId, toHex } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import { reopen, type Database } from './database.ts'
import { erasePerson, readReceipts } from './erase.ts'
import { fullCheck } from './full-check.ts'
import { inUse } from './in-use.ts'
import type { Integrity } from './integrity.ts'
import { journal } from './journal.ts'
import type { Neighbours } from './neighbours.ts'
import { keyTables } from './people-keys.ts'
import { ownerOfDoc, teamOwner } from './places.ts'
import { notSavedYet, personErased, vaultLocked } from './problems.ts'
import { recordRows, type StoredRows } from './record-rows.ts'
import type { AuditRow, ProfileRow, RecordRows, RecordTable } from './record-tables.ts'
import { sayingNoRoom } from './refused-write.ts'
import { tablesFor, type SealedStore } from './sealed-store.ts'
import type { Sodium } from './sodium.ts'
import type { Twin } from './twin/twin.ts'
import { docShelf } from './stored-doc.ts'
import { takeDocs } from './backup/take-docs.ts'
import { writeBackup } from './backup/write-backup.ts'
import type { Finding, Rows, Vault } from './vault.ts'

export interface OpenParts {
  readonly database: Database
  readonly store: SealedStore
  readonly integrity: Integrity
  readonly sodium: Sodium
  readonly effects: Effects
  readonly others: Neighbours
  readonly twin: Twin
}

const docTables: ReadonlySet<string> = new Set(['updates', 'snapshots'])

/** The profile stands twice: without it nobody could sit down at an otherwise sound vault. */
const profileIds = ['profile', 'spare'] as const
const bothCopies = (profile: Profile): ProfileRow[] => profileIds.map((id) => ({ id, profile }))
const newerOf = (copies: Iterable<ProfileRow>): Profile | undefined => [...copies].toSorted((a, b) => b.profile.lastHereAt - a.profile.lastHereAt)[0]?.profile

export interface OpenedVault {
  readonly vault: Vault
  /** Shows what was put back into the store beneath. */
  cameBack(found: readonly Finding[]): void
}

/** The vault over an opened store, until it is locked. */
export function openVault({ database, store, integrity, sodium, effects, others, twin }: OpenParts): OpenedVault {
  const { clock, random } = effects
  const writer = toHex(random(8))
  const watchers = new Set<(what: 'records' | 'locked') => void>()
  const documentWatchers = new Set<(id: string) => void>()
  const documentWritten = (id: string): void => documentWatchers.forEach((watcher) => watcher(id))
  function tellOfDocument(id: string): void {
    others.tell({ kind: 'document', id })
    documentWritten(id)
  }
  let locked = false
  let locking: Promise<void> | undefined
  const log = { database, store, sodium, integrity }
  const shelf = docShelf(log, (committed) =>
    journal({
      database,
      store,
      sodium,
      clock,
      writer,
      told: twin.settled,
      committed(row) {
        committed(row)
        tellOfDocument(row.doc)
      },
    }),
  )
  const use = inUse(others, random)
  others.listen((notice) => {
    if (notice.kind === 'document') takeInDocument(notice.id)
    else if (notice.kind === 'asks' || notice.kind === 'has') use.hear(notice)
    else tellWatchers(notice.kind)
  })

  /** A store that the browser has closed meanwhile is opened again; what cannot be read is read with the next notice. */
  function takeInDocument(id: string): void {
    void guard(() => shelf.catchUp(id))
      .catch(() => undefined)
      .then(() => documentWritten(id))
  }
  function tellWatchers(what: 'records' | 'locked'): void {
    for (const watcher of Array.from(watchers)) watcher(what)
  }

  const guard = async <T>(work: () => PromiseLike<T>): Promise<T> => {
    if (locked) throw new ProblemError(vaultLocked)
    return sayingNoRoom(async () => {
      await reopen(database)
      return work()
    })
  }

  /** For what writes: it is done once it stands in the second copy too, or that is known to be behind. */
  const guardWriting = <T>(work: () => PromiseLike<T>): Promise<T> =>
    guard(async () => {
      const done = await work()
      await twin.settled()
      return done
    })

  function rows<K extends RecordTable>(table: K): StoredRows<RecordRows[K]> {
    const stored = recordRows({ database, store, integrity, changed: () => others.tell({ kind: 'records' }) }, table)
    return {
      get: (id) => guard(() => stored.get(id)),
      all: () => guard(() => stored.all()),
      put: (values) => guardWriting(() => stored.put(values)),
      change: (ids, edit) => guardWriting(() => stored.change(ids, edit)),
      changeTogether: (ids, edit) => guardWriting(() => stored.changeTogether(ids, edit)),
      remove: (ids) => guardWriting(() => stored.remove(ids)),
    }
  }
  async function saveAll(): Promise<void> {
    if ((await shelf.lastTry()).length > 0) throw new ProblemError(notSavedYet)
  }
  async function isErased(owner: string): Promise<boolean> {
    return owner !== teamOwner && database.transaction('r', [...keyTables], async () => store.people.isErased(owner))
  }
  async function erase(about: ErasureReceipt | Omit<ErasureReceipt, 'rows'>): Promise<ErasureReceipt> {
    await shelf.drop([`person:${about.person}`])
    return twin.destroying(() => erasePerson(database, store, about))
  }
  async function lock(how: 'here' | 'everywhere' | 'unsaved'): Promise<void> {
    await shelf.closeAll(how === 'unsaved')
    locked = true
    if (how === 'everywhere') others.tell({ kind: 'locked' })
    others.close()
    await twin.close()
    database.close()
    store.forget()
  }
  const audit: Rows<AuditRow> = rows('audit')
  const profile = rows('profile')

  function cameBack(found: readonly Finding[]): void {
    const docs = new Set(found.flatMap(({ table, id }) => (docTables.has(table) ? [id] : [])))
    for (const id of docs) takeInDocument(id)
    if (found.some(({ table }) => !docTables.has(table))) tellWatchers('records')
  }
  const vault: Vault = {
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
    services: rows('services'),
    audit: {
      add: (entry) => audit.put([{ id: newId(entryId, random), entry }]),
      takeIn: async (entries) => {
        const byId = new Map(entries.map((row) => [row.id, row]))
        return (await audit.change([...byId.keys()], (now, id) => (now ? undefined : byId.get(id)))).length
      },
      all: async () => (await audit.all()).map(({ entry }) => entry).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    },
    profile: {
      get: async () => newerOf(await profile.all()),
      put: (next) => profile.put(bothCopies(next)),
      async change(edit) {
        const written = await profile.changeTogether(profileIds, (now) => {
          const next = edit(newerOf(now.values()))
          return next ? bothCopies(next) : []
        })
        return newerOf(written)
      },
    },
    openDoc: (id) =>
      guard(async () => {
        if (await isErased(ownerOfDoc(id))) throw new ProblemError(personErased)
        return shelf.open(id)
      }),
    takeDocs: (docs) =>
      guardWriting(async () => {
        const standing = []
        for (const each of docs) if (!(await isErased(ownerOfDoc(each.id)))) standing.push(each)
        const changed = await takeDocs(log, shelf, standing)
        for (const id of changed) tellOfDocument(id)
        return changed.length
      }),
    rewriteDoc: (id) => guardWriting(() => shelf.rewrite(id)),
    removeDocs: (ids) =>
      guardWriting(async () => {
        await shelf.drop(ids)
        await database.transaction('rw', tablesFor('snapshots', 'updates'), async () => {
          await database.updates.where('doc').anyOf([...ids]).delete()
          await store.remove('snapshots', ids)
        })
      }),
    erase: (person, by, because, stands) =>
      guardWriting(async () => {
        const receipt = await erase({ id: newId(entryId, random), person, at: instantOf(clock()), by, because, stands })
        others.tell({ kind: 'records' })
        return receipt
      }),
    takeReceipts: (receipts) =>
      guardWriting(async () => {
        const known = new Set((await readReceipts(database, store)).map(({ id }) => id))
        for (const receipt of receipts) if (!known.has(receipt.id)) await erase(receipt)
      }),
    backUp: (about, sink, watch) =>
      guard(async () => {
        await saveAll()
        return writeBackup(log, about, sink, watch, clock)
      }),
    copyBehind: twin.behind,
    unsaved: shelf.unsaved,
    renewCopy: () => guard(() => twin.renew()),
    restored: (table, ids) => guard(() => integrity.restored(table, ids)),
    receipts: () => guard(() => readReceipts(database, store)),
    findings: integrity.findings,
    check: (onProgress) => guard(() => fullCheck(log, onProgress)),
    inUseElsewhere: (person) => guard(() => use.elsewhere(person)),
    sayInUse: use.say,
    watchOthers(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    watchDocuments(onWritten) {
      documentWatchers.add(onWritten)
      return () => documentWatchers.delete(onWritten)
    },
    saveAll,
    lock: (how = 'here') =>
      (locking ??= lock(how).catch((error: unknown) => {
        locking = undefined
        throw error
      })),
  }
  return { vault, cameBack }
}
