import type { AuditEntry } from '../model/audit.ts'
import type { Clock } from '../model/effects.ts'
import { newId, entryId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import type { RandomBytes } from '../model/effects.ts'
import type { CommitWatch } from './commit-watch.ts'
import { docsTable, updatesTable, type Database } from './database.ts'
import { vaultLocked } from './problems.ts'
import { docShelf } from './stored-doc.ts'
import type { Rows, Vault } from './vault.ts'

export interface OpenParts {
  readonly database: Database
  readonly commits: CommitWatch
  readonly clock: Clock
  readonly random: RandomBytes
  readonly forgetKeys: () => void
}

/** The vault over an opened database, until it is locked. */
export function openVault({ database, commits, clock, random, forgetKeys }: OpenParts): Vault {
  let locked = false
  const shelf = docShelf(database, commits, clock)

  const guard = async <T>(work: () => PromiseLike<T>): Promise<T> => {
    if (locked) throw new ProblemError(vaultLocked)
    return work()
  }

  function rows<T extends { readonly id: string }>(table: string): Rows<T> {
    const stored = () => database.table<T, T['id'], T>(table)
    return {
      get: (id) => guard(() => stored().get(id)),
      all: () => guard(() => stored().toArray()),
      put: (values) => guard(async () => void (await stored().bulkPut([...values]))),
      remove: (ids) => guard(() => stored().bulkDelete([...ids])),
    }
  }
  const audit = rows<{ readonly id: string; readonly entry: AuditEntry }>('audit')
  const profile = rows<{ readonly id: string; readonly profile: Profile }>('profile')

  return {
    people: rows('people'),
    rooms: rows('rooms'),
    huddles: rows('huddles'),
    outcomes: rows('outcomes'),
    actions: rows('actions'),
    audit: {
      add: (entry) => audit.put([{ id: newId(entryId, random), entry }]),
      all: async () => (await audit.all()).map(({ entry }) => entry).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    },
    profile: {
      get: async () => (await profile.get('profile'))?.profile,
      put: (next) => profile.put([{ id: 'profile', profile: next }]),
    },
    openDoc: (id) => guard(() => shelf.open(id)),
    removeDocs: (ids) =>
      guard(async () => {
        await database.transaction('rw', [docsTable, updatesTable], async () => {
          await database.table(updatesTable).where('k').anyOf([...ids]).delete()
          await database.table(docsTable).bulkDelete([...ids])
        })
      }),
    async lock() {
      if (locked) return
      await shelf.closeAll()
      locked = true
      database.close()
      forgetKeys()
    },
  }
}
