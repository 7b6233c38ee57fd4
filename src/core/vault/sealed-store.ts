import { ProblemError } from '../model/problem.ts'
import { isSameRow, isSealedRow, openingRows, sealRows, type UnsealedRow } from './bundles.ts'
import type { Database, RowTableName, SealedRow, SetAsideReason } from './database.ts'
import type { FirstLook } from './first-look.ts'
import type { TableKeys } from './key-order.ts'
import { keyTables, peopleKeys, type PeopleKeys } from './people-keys.ts'
import { teamOwner } from './places.ts'
import { personErased } from './problems.ts'
import { appended, rolls, type Roll, type Rolls } from './rolls.ts'
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

export interface Reading<T = Opened> {
  readonly opened: readonly T[]
  readonly faults: readonly Fault[]
  /** Rows that there should be and are not. */
  readonly missing: readonly string[]
  /** Rows whose account is older than they are, or damaged: it is to be written again. */
  readonly unaccounted: Roll
}

/** What a batch of opened rows means. Their bytes are there for this call alone; `list` is all of them, as JSON texts, in one. */
export type Meaning<T> = (opened: readonly Opened[], list: Uint8Array) => readonly T[]

/** The sealed rows of one vault, beneath what they mean. Every method but `forget` runs inside a transaction over `tablesFor`. */
export interface SealedStore {
  readonly people: PeopleKeys
  readonly rolls: Rolls
  read(table: RowTableName, ids?: readonly string[]): Promise<Reading>
  /** The same, each batch made into what it means while the next is on its way. */
  readAs<T>(table: RowTableName, ids: readonly string[] | undefined, of: Meaning<T>): Promise<Reading<T>>
  put(table: RowTableName, contents: readonly Content[]): Promise<void>
  remove(table: RowTableName, ids: readonly string[]): Promise<void>
  /** Takes what was seen of everybody when the store was last looked at: the next reading of them all needs not ask again, if nothing was written since. */
  expect(found: FirstLook): void
  /** The key under which an owner's rows of a table are sealed; undefined where that person has none. */
  findKey(table: RowTableName | 'updates', owner: string): Promise<Uint8Array | undefined>
  /** What the keys of backups are sealed under. */
  backupKey(): Uint8Array
  forget(): void
}

/** Rows that are fetched, or written, at once: while some are opened or sealed, the store works on others. */
const atOnce = 500

/** The tables that a transaction over sealed rows has to name. */
export const tablesFor = (...tables: readonly string[]): string[] => [...tables, 'rolls', ...keyTables]

const isPerson = (owner: string): boolean => owner !== teamOwner

export function sealedStore(database: Database, sodium: Sodium, keys: TableKeys): SealedStore {
  const people = peopleKeys(database, sodium, keys)
  const account = rolls(database, sodium, keys)
  let expected: FirstLook | undefined

  async function keysOf(table: RowTableName | 'updates', owners: readonly string[]): Promise<(owner: string) => Uint8Array | undefined> {
    const found = await people.find(owners.filter(isPerson))
    return (owner) => (isPerson(owner) ? found.get(owner) : keys.of(table))
  }

  /** Of many rows the ids are read first, all at once: asking for each that is not there takes as long as writing it. */
  async function standing(table: RowTableName, ids: readonly string[]): Promise<(SealedRow | undefined)[]> {
    if (ids.length === 0) return []
    if (ids.length < 100) return database[table].bulkGet([...ids])
    const there = new Set(await database[table].toCollection().primaryKeys())
    return database[table].bulkGet(ids.filter((id) => there.has(id)))
  }

  /** What was seen of a table before, given once; every write changes the account, and where that has changed it is void. */
  function seenBefore(table: RowTableName, account: readonly SealedRow[]): readonly SealedRow[] | undefined {
    if (table !== 'people' || !expected) return undefined
    const { people: rows, rolls: all } = expected
    expected = undefined
    const before = all.filter(({ id }) => id.startsWith(`${table}:`))
    return before.length === account.length && before.every((row, index) => isSameRow(row, account[index] ?? row)) ? rows : undefined
  }

  /** Every row of a table, in the order of their ids. */
  async function inBatches(table: RowTableName, seen: readonly SealedRow[] | undefined, use: (rows: readonly SealedRow[]) => Promise<void>): Promise<void> {
    if (seen) {
      for (let start = 0; start < seen.length; start += atOnce) await use(seen.slice(start, start + atOnce))
      return
    }
    let coming = database[table].orderBy(':id').limit(atOnce).toArray()
    for (;;) {
      const rows = await coming
      const last = rows.at(-1)
      if (!last || rows.length < atOnce) return use(rows)
      coming = database[table].where(':id').above(last.id).limit(atOnce).toArray()
      await use(rows)
    }
  }

  async function readAs<T>(table: RowTableName, ids: readonly string[] | undefined, of: Meaning<T>): Promise<Reading<T>> {
    // Where rows are only added, none has an older version, and only the whole account tells which there are.
    const isAppended = appended.has(table)
    const { roll, isKept, rows: pages } = !ids ? await account.whole(table) : { ...(isAppended ? everythingNew() : await account.of(table, ids)), rows: [] }
    const read: T[] = []
    const faults: Fault[] = []
    const unaccounted: Roll = new Map()
    const there = new Set<string>()

    function note({ id }: SealedRow, because: SetAsideReason): void {
      there.add(id)
      faults.push({ id, because })
    }

    async function take(rows: readonly SealedRow[]): Promise<void> {
      const sound = rows.filter(isSealedRow)
      for (const row of rows) if (!isSealedRow(row)) note(row, 'damaged')
      const keyOf = await keysOf(table, sound.map(({ owner }) => owner))
      openingRows(sodium, table, sound, (opening) => {
        const opened: Opened[] = []
        for (const row of sound) {
          const { id, owner, version } = row
          const key = keyOf(owner)
          const bytes = key && opening.open(key, row)
          if (!bytes) {
            note(row, key ? 'damaged' : 'no-key')
            continue
          }
          there.add(id)
          const kept = isKept(id)
          if (!isAppended && version < (roll.get(id) ?? (kept ? Infinity : 0))) {
            opening.takeBack()
            note(row, 'older-version')
          } else opened.push({ id, owner, version, bytes })
          if (isAppended ? !ids && !roll.has(id) : !kept || version > (roll.get(id) ?? Infinity)) unaccounted.set(id, version)
        }
        for (const each of of(opened, opening.list())) read.push(each)
      })
    }

    if (ids) await take((await database[table].bulkGet([...ids])).filter((row) => row !== undefined))
    else await inBatches(table, seenBefore(table, pages), take)
    const asked = ids && new Set(ids)
    const missing = [...roll.keys()].filter((id) => !there.has(id) && (!asked || asked.has(id)))
    return { opened: read, faults, missing, unaccounted }
  }

  return {
    people,
    rolls: account,
    readAs,
    read: (table, ids) => readAs(table, ids, (opened) => opened.map((row) => ({ ...row, bytes: row.bytes.slice() }))),
    async put(table, contents) {
      const ids = contents.map(({ id }) => id)
      const isAppended = appended.has(table)
      const { roll, isKept } = isAppended ? everythingNew() : await account.of(table, ids)
      const blind = ids.filter((id) => !isAppended && !isKept(id))
      for (const row of await standing(table, blind)) {
        if (isSealedRow(row)) roll.set(row.id, row.version)
      }
      await people.take(contents.map(({ owner }) => owner).filter(isPerson), async (keysOfPeople) => {
        const rows = contents.map(({ id, owner, bytes }): UnsealedRow => {
          const key = isPerson(owner) ? keysOfPeople.get(owner) : keys.of(table)
          if (!key) throw new ProblemError(personErased)
          const version = (roll.get(id) ?? 0) + 1
          roll.set(id, version)
          return { id, owner, version, key, bytes }
        })
        // The account is read again before the store is busy with the rows.
        const writing: PromiseLike<unknown>[] = [account.note(table, new Map(rows.map(({ id, version }) => [id, version])))]
        for (let start = 0; start < rows.length; start += atOnce) writing.push(database[table].bulkPut(sealRows(sodium, table, rows.slice(start, start + atOnce))))
        await Promise.all(writing)
      })
    },
    async remove(table, ids) {
      await database[table].bulkDelete([...ids])
      await account.remove(table, ids)
    },
    async findKey(table, owner) {
      return (await keysOf(table, [owner]))(owner)
    },
    backupKey: keys.backup,
    expect(found) {
      expected = found
    },
    forget() {
      expected = undefined
      people.forget()
      keys.forget()
    },
  }
}

const everythingNew = (): { roll: Roll; isKept: (id: string) => boolean } => ({ roll: new Map(), isKept: () => false })

