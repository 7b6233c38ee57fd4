import { ProblemError } from '../model/problem.ts'
import { isSealedRow, openRow, sealRow } from './bundles.ts'
import type { Database, RowTableName, SealedRow, SetAsideReason } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { keyTables, peopleKeys, type PeopleKeys } from './people-keys.ts'
import { teamOwner } from './places.ts'
import { personErased } from './problems.ts'
import { appended, rolls, type Roll, type Rolls } from './rolls.ts'
import { nonceSupply, SealBroken } from './seal.ts'
import type { Sodium } from './sodium.ts'

/** What one row says, and whose it is. */
export interface Content {
  readonly id: string
  readonly owner: string
  readonly bytes: Uint8Array
}

export interface Opened extends Content {
  readonly version: number
}

/** A row that did not open. */
export interface Fault {
  readonly id: string
  readonly because: SetAsideReason
}

export interface Reading {
  readonly opened: readonly Opened[]
  readonly faults: readonly Fault[]
  /** Rows that there should be and are not. */
  readonly missing: readonly string[]
  /** Rows whose account is older than they are, or damaged: it is to be written again. */
  readonly unaccounted: Roll
}

/** The sealed rows of one vault, beneath what they mean. Every method but `forget` runs inside a transaction over `tablesFor`. */
export interface SealedStore {
  readonly people: PeopleKeys
  readonly rolls: Rolls
  read(table: RowTableName, ids?: readonly string[]): Promise<Reading>
  put(table: RowTableName, contents: readonly Content[]): Promise<void>
  remove(table: RowTableName, ids: readonly string[]): Promise<void>
  /** The key under which an owner's rows of a table are sealed; undefined where that person has none. */
  findKey(table: RowTableName | 'updates', owner: string): Promise<Uint8Array | undefined>
  /** What the keys of backups are sealed under. */
  backupKey(): Uint8Array
  forget(): void
}

/** The tables that a transaction over sealed rows has to name. */
export const tablesFor = (...tables: readonly string[]): string[] => [...tables, 'rolls', ...keyTables]

export function sealedStore(database: Database, sodium: Sodium, keys: TableKeys): SealedStore {
  const people = peopleKeys(database, sodium, keys)
  const account = rolls(database, sodium, keys)

  async function keysOf(table: RowTableName, owners: readonly string[], make: boolean): Promise<(owner: string) => Uint8Array | undefined> {
    const persons = owners.filter((owner) => owner !== teamOwner)
    const found = make ? await people.take(persons) : await people.find(persons)
    return (owner) => (owner === teamOwner ? keys.of(table) : found.get(owner))
  }

  /** Of many rows the ids are read first, all at once: asking for each that is not there takes as long as writing it. */
  async function standing(table: RowTableName, ids: readonly string[]): Promise<(SealedRow | undefined)[]> {
    if (ids.length === 0) return []
    if (ids.length < 100) return database[table].bulkGet([...ids])
    const there = new Set(await database[table].toCollection().primaryKeys())
    return database[table].bulkGet(ids.filter((id) => there.has(id)))
  }

  function openOne(table: RowTableName, row: SealedRow, key: Uint8Array | undefined): Uint8Array | SetAsideReason {
    if (!isSealedRow(row)) return 'damaged'
    if (!key) return 'no-key'
    try {
      return openRow(sodium, key, table, row)
    } catch (error) {
      if (error instanceof SealBroken) return 'damaged'
      throw error
    }
  }

  return {
    people,
    rolls: account,
    async read(table, ids) {
      // Where rows are only added, none has an older version, and only the whole account tells which there are.
      const isAppended = appended.has(table)
      const [found, { roll, isKept }] = await Promise.all([
        ids ? database[table].bulkGet([...ids]) : database[table].toArray(),
        !ids ? account.whole(table) : isAppended ? everythingNew : account.of(table, ids),
      ])
      const rows = found.filter((row) => row !== undefined)
      const keyOf = await keysOf(table, rows.filter(isSealedRow).map(({ owner }) => owner), false)
      const opened: Opened[] = []
      const faults: Fault[] = []
      const unaccounted: Roll = new Map()
      for (const row of rows) {
        const bytes = openOne(table, row, keyOf(row.owner))
        const { id, owner, version } = row
        if (typeof bytes === 'string') faults.push({ id, because: bytes })
        else if (!isAppended && version < (roll.get(id) ?? (isKept(id) ? Infinity : 0))) faults.push({ id, because: 'older-version' })
        else opened.push({ id, owner, version, bytes })
        const isUnaccounted = isAppended ? !ids && !roll.has(id) : !isKept(id) || version > (roll.get(id) ?? Infinity)
        if (typeof bytes !== 'string' && isUnaccounted) unaccounted.set(id, version)
      }
      const there = new Set(rows.map(({ id }) => id))
      const asked = ids && new Set(ids)
      const missing = [...roll.keys()].filter((id) => !there.has(id) && (!asked || asked.has(id)))
      return { opened, faults, missing, unaccounted }
    },
    async put(table, contents) {
      const keyOf = await keysOf(table, contents.map(({ owner }) => owner), true)
      const ids = contents.map(({ id }) => id)
      const isAppended = appended.has(table)
      const { roll, isKept } = isAppended ? everythingNew : await account.of(table, ids)
      const blind = ids.filter((id) => !isAppended && !isKept(id))
      for (const row of await standing(table, blind)) {
        if (isSealedRow(row)) roll.set(row.id, row.version)
      }
      const versions: Roll = new Map()
      const nonce = nonceSupply(sodium, contents.length)
      const rows = contents.map(({ id, owner, bytes }) => {
        const key = keyOf(owner)
        if (!key) throw new ProblemError(personErased)
        const version = (versions.get(id) ?? roll.get(id) ?? 0) + 1
        versions.set(id, version)
        return sealRow(sodium, key, table, { id, owner, version }, bytes, nonce())
      })
      await database[table].bulkPut(rows)
      await account.note(table, versions)
    },
    async remove(table, ids) {
      await database[table].bulkDelete([...ids])
      await account.remove(table, ids)
    },
    async findKey(table, owner) {
      return owner === teamOwner ? keys.of(table) : (await people.find([owner])).get(owner)
    },
    backupKey: keys.backup,
    forget() {
      people.forget()
      keys.forget()
    },
  }
}

const everythingNew = { roll: new Map<string, number>(), isKept: () => false }

