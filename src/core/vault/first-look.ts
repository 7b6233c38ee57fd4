import type { Dexie } from 'dexie'
import type { AsideRow, RowTableName, SealedRow } from './database.ts'
import { keyringTable } from './keyring-place.ts'
import { keyTables } from './people-keys.ts'
import { recordTableNames } from './record-tables.ts'

/** Tables whose rows stand for themselves; bundles of keys and the accounts of versions are mended, never set aside. */
export const checked: readonly RowTableName[] = [...recordTableNames, 'receipts', 'snapshots']

/** What stands in a store at one moment, sealed, as far as unlocking it looks. */
export interface FirstLook {
  readonly keys: readonly SealedRow[]
  readonly spareKeys: readonly SealedRow[]
  readonly rolls: readonly SealedRow[]
  readonly aside: readonly AsideRow[]
  readonly ids: ReadonlyMap<RowTableName, ReadonlySet<string>>
  /** Everybody, where that was asked for. */
  readonly people?: readonly SealedRow[]
}

/** One that is under way. */
export interface LookedAhead {
  readonly found: Promise<FirstLook>
}

/** Reads it in one transaction, so that it fits together whatever another window writes. */
export function look(database: Dexie): Promise<FirstLook> {
  return within(database, async () => {
    const [found, ids] = await Promise.all([beside(database), idsOf(database, checked)])
    return { ...found, ids }
  })
}

/**
 * Begins to read it together with everybody, who are the first to be shown: to be called before the passphrase is stretched,
 * which leaves the store with nothing to do. It needs no key, and what a wrong passphrase has had read is let go.
 * @returns once the store is at work
 */
export async function beginToLook(database: Dexie): Promise<LookedAhead> {
  // Its answer comes once everything that is asked for here has been: what is asked in a transaction must not be awaited outside it.
  const turn = database.table(keyringTable).count()
  const found = within(database, async () => {
    const [others, ids, people] = await Promise.all([
      beside(database),
      idsOf(database, checked.filter((table) => table !== 'people')),
      database.table<SealedRow>('people').toArray(),
    ])
    return { ...others, ids: ids.set('people', new Set(people.map(({ id }) => id))), people }
  })
  found.catch(() => undefined)
  await turn
  return { found }
}

const within = <T>(database: Dexie, work: () => Promise<T>): Promise<T> => database.transaction('r', [...checked, ...keyTables, 'rolls', 'aside'], work)

async function beside(database: Dexie): Promise<Omit<FirstLook, 'ids' | 'people'>> {
  const [keys, spareKeys, rolls, aside] = await Promise.all([
    database.table<SealedRow>('keys').toArray(),
    database.table<SealedRow>('spareKeys').toArray(),
    database.table<SealedRow>('rolls').toArray(),
    database.table<AsideRow>('aside').toArray(),
  ])
  return { keys, spareKeys, rolls, aside }
}

async function idsOf(database: Dexie, tables: readonly RowTableName[]): Promise<Map<RowTableName, ReadonlySet<string>>> {
  return new Map(await Promise.all(tables.map(async (table) => [table, new Set(await database.table<SealedRow, string>(table).toCollection().primaryKeys())] as const)))
}
