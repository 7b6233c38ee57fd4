import { utf8 } from '../model/bytes.ts'
import { z } from 'zod'
import { bundleRows } from './bundle-rows.ts'
import { bundleOf, grouped, isSameRow, openTeamRow, sealRows, type UnsealedRow } from './bundles.ts'
import type { Database, RowTableName, SealedRow } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { teamOwner } from './places.ts'
import { recordTableNames, recordTables } from './record-tables.ts'
import type { Sodium } from './sodium.ts'

/** The newest version of rows by id. A row that was put back in an older version, or taken away, shows against it. */
export type Roll = Map<string, number>
type ReadonlyRoll = ReadonlyMap<string, number>

export interface Accounts {
  rollOf(table: RowTableName): Roll
  /** Pages of accounts that there were and are not: whole ones that were taken away. */
  gapsOf(table: RowTableName): readonly string[]
  /** Ids of the bundles that do not open. Taken away, they are written again from the rows that they tell of. */
  readonly damaged: readonly string[]
}

/** Sealed accounts of which version of each row is the newest, in bundles. All run inside a transaction over `rolls`. */
export interface Rolls {
  /** The account of these rows; `isKept` says whether there is one at all of a row's bundle that can be read. */
  of(table: RowTableName, ids: readonly string[]): Promise<{ roll: Roll; isKept: (id: string) => boolean }>
  /** `rows` are what it was read from. */
  whole(table: RowTableName): Promise<{ roll: Roll; isKept: (id: string) => boolean; rows: readonly SealedRow[] }>
  /** Notes new versions. Needs to write. */
  note(table: RowTableName, versions: Roll): Promise<void>
  remove(table: RowTableName, ids: readonly string[]): Promise<void>
  /** Every account there is, out of rows as they were found; in no transaction. */
  all(rows: readonly SealedRow[]): Accounts
  /** Takes a damaged one away; a page leaves an empty one in its place. Needs to write. */
  discard(id: string): Promise<void>
}

const bundleCount = 32
const content = z.record(z.string(), z.int().min(1))

/**
 * Tables to which rows are only ever added, each once. Their account is kept in pages that fill up one after the other, so
 * that one more entry costs the same however long the table has become.
 */
export const appended: ReadonlySet<RowTableName> = new Set<RowTableName>(['receipts', ...recordTableNames.filter((table) => !recordTables[table].rolled)])

const rowsOfPage = 256
const pageId = (table: RowTableName, number: number): string => `${table}:${String(number).padStart(8, '0')}`
const numberOf = ({ id }: SealedRow): number => Number(id.slice(id.indexOf(':') + 1))

const bundleId = (table: RowTableName, id: string): string => `${table}:${bundleOf(id, bundleCount)}`

export function rolls(database: Database, sodium: Sodium, keys: TableKeys): Rolls {
  /** What was opened last of each, with the very row that it was opened of: the store is read each time, and opened where it says something else. */
  const known = new Map<string, { readonly row: SealedRow; readonly roll: ReadonlyRoll }>()

  function openBundle(row: SealedRow | undefined): ReadonlyRoll | undefined {
    if (!row) return undefined
    const before = known.get(row.id)
    if (before && isSameRow(before.row, row)) return before.roll
    const bytes = openTeamRow(sodium, keys, 'rolls', row)
    if (!bytes) return undefined
    const parsed = content.safeParse(JSON.parse(utf8.decode(bytes)))
    if (!parsed.success) return undefined
    const roll = new Map(Object.entries(parsed.data))
    known.set(row.id, { row, roll })
    return roll
  }

  const rowsOf = (table: RowTableName): Promise<SealedRow[]> => database.rolls.where('id').startsWith(`${table}:`).toArray()

  function next(id: string, before: SealedRow | undefined, roll: ReadonlyRoll): UnsealedRow {
    const version = (Number.isSafeInteger(before?.version) ? (before?.version ?? 0) : 0) + 1
    return { id, owner: teamOwner, version, key: keys.of('rolls'), bytes: utf8.encode(JSON.stringify(Object.fromEntries(roll))) }
  }

  async function write(...rows: readonly UnsealedRow[]): Promise<void> {
    await database.rolls.bulkPut(sealRows(sodium, 'rolls', rows))
  }

  async function append(table: RowTableName, ids: readonly string[]): Promise<void> {
    let last = await database.rolls.where('id').startsWith(`${table}:`).last()
    for (let start = 0; start < ids.length; ) {
      const page = openBundle(last)
      const isFull = last !== undefined && (page === undefined || page.size >= rowsOfPage)
      const roll: Roll = new Map(isFull ? [] : page)
      const some = ids.slice(start, start + rowsOfPage - roll.size)
      for (const id of some) roll.set(id, 1)
      start += some.length
      const id = pageId(table, last ? numberOf(last) + (isFull ? 1 : 0) : 0)
      await write(next(id, isFull ? undefined : last, roll))
      last = await database.rolls.get(id)
    }
  }

  async function strike(table: RowTableName, ids: readonly string[]): Promise<void> {
    const gone = new Set(ids)
    for (const row of await rowsOf(table)) {
      const roll = openBundle(row)
      if (roll && [...roll.keys()].some((id) => gone.has(id))) await write(next(row.id, row, new Map([...roll].filter(([id]) => !gone.has(id)))))
    }
  }

  async function change(table: RowTableName, ids: readonly string[], edit: (roll: Roll, id: string) => void): Promise<void> {
    const bundles = grouped(ids, (each) => bundleId(table, each))
    const rows = await bundleRows(database.rolls, [...bundles.keys()])
    await write(
      ...Array.from(bundles, ([id, inBundle], index) => {
        const roll: Roll = new Map(openBundle(rows[index]))
        for (const each of inBundle) edit(roll, each)
        return next(id, rows[index], roll)
      }),
    )
  }

  function viewOf(table: RowTableName, rows: readonly SealedRow[]): { roll: Roll; isKept: (id: string) => boolean } {
    const roll: Roll = new Map()
    const kept = new Set<string>()
    for (const row of rows) {
      const opened = openBundle(row)
      if (!opened) continue
      kept.add(row.id)
      for (const [id, version] of opened) roll.set(id, version)
    }
    return { roll, isKept: (id) => kept.has(bundleId(table, id)) }
  }

  return {
    async of(table, ids) {
      const rows = await bundleRows(database.rolls, [...new Set(ids.map((id) => bundleId(table, id)))])
      return viewOf(table, rows.filter((row) => row !== undefined))
    },
    async whole(table) {
      const rows = await rowsOf(table)
      return { ...viewOf(table, rows), rows }
    },
    note: (table, versions) =>
      appended.has(table)
        ? append(table, [...versions.keys()])
        : change(table, [...versions.keys()], (roll, id) => {
            roll.set(id, Math.max(roll.get(id) ?? 0, versions.get(id) ?? 0))
          }),
    async discard(id) {
      await database.rolls.delete(id)
      if ([...appended].some((table) => id.startsWith(`${table}:`))) await write(next(id, undefined, new Map()))
    },
    all(rows) {
      const damaged: string[] = []
      const byTable = grouped(rows, ({ id }) => id.slice(0, id.indexOf(':')))
      const found = new Map<string, Roll>()
      for (const [table, ofTable] of byTable) {
        const roll: Roll = new Map()
        for (const row of ofTable) {
          const opened = openBundle(row)
          if (!opened) damaged.push(row.id)
          for (const [id, version] of opened ?? []) roll.set(id, version)
        }
        found.set(table, roll)
      }
      return {
        damaged,
        rollOf: (table) => found.get(table) ?? new Map(),
        gapsOf(table) {
          const there = new Set((byTable.get(table) ?? []).map(numberOf))
          const last = Math.max(-1, ...there)
          return Array.from({ length: last + 1 }, (_, number) => number).flatMap((number) => (there.has(number) ? [] : pageId(table, number)))
        },
      }
    },
    remove: (table, ids) => appended.has(table) ? strike(table, ids) : change(table, ids, (roll, id) => void roll.delete(id)),
  }
}
