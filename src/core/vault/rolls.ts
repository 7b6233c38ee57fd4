import { utf8 } from '../model/bytes.ts'
import { z } from 'zod'
import { bundleOf, grouped, openTeamRow, sealRow } from './bundles.ts'
import type { Database, RowTableName, SealedRow } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { teamOwner } from './places.ts'
import type { Sodium } from './sodium.ts'

/** The newest version of rows by id. A row that was put back in an older version, or taken away, shows against it. */
export type Roll = Map<string, number>

/** Sealed accounts of which version of each row is the newest, in bundles. All run inside a transaction over `rolls`. */
export interface Rolls {
  /** The account of these rows; `isKept` says whether there is one at all of a row's bundle that can be read. */
  of(table: RowTableName, ids: readonly string[]): Promise<{ roll: Roll; isKept: (id: string) => boolean }>
  whole(table: RowTableName): Promise<{ roll: Roll; isKept: (id: string) => boolean }>
  /** Notes new versions. Needs to write. */
  note(table: RowTableName, versions: Roll): Promise<void>
  remove(table: RowTableName, ids: readonly string[]): Promise<void>
  /** Ids of the bundles that do not open. Taken away, they are written again from the rows that they tell of. */
  damaged(): Promise<readonly string[]>
}

const bundleCount = 32
const content = z.record(z.string(), z.int().min(1))

const bundleId = (table: RowTableName, id: string): string => `${table}:${bundleOf(id, bundleCount)}`

export function rolls(database: Database, sodium: Sodium, keys: TableKeys): Rolls {
  function openBundle(row: SealedRow | undefined): Roll | undefined {
    const bytes = row && openTeamRow(sodium, keys, 'rolls', row)
    if (!bytes) return undefined
    const parsed = content.safeParse(JSON.parse(utf8.decode(bytes)))
    return parsed.success ? new Map(Object.entries(parsed.data)) : undefined
  }

  async function change(table: RowTableName, ids: readonly string[], edit: (roll: Roll, id: string) => void): Promise<void> {
    for (const [id, inBundle] of grouped(ids, (each) => bundleId(table, each))) {
      const row = await database.rolls.get(id)
      const roll: Roll = openBundle(row) ?? new Map()
      for (const each of inBundle) edit(roll, each)
      const version = (Number.isSafeInteger(row?.version) ? (row?.version ?? 0) : 0) + 1
      await database.rolls.put(sealRow(sodium, keys.of('rolls'), 'rolls', { id, owner: teamOwner, version }, utf8.encode(JSON.stringify(Object.fromEntries(roll)))))
    }
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
      const rows = await database.rolls.bulkGet([...new Set(ids.map((id) => bundleId(table, id)))])
      return viewOf(table, rows.filter((row) => row !== undefined))
    },
    whole: async (table) => viewOf(table, await database.rolls.where('id').startsWith(`${table}:`).toArray()),
    note: (table, versions) =>
      change(table, [...versions.keys()], (roll, id) => {
        roll.set(id, Math.max(roll.get(id) ?? 0, versions.get(id) ?? 0))
      }),
    async damaged() {
      const rows = await database.rolls.toArray()
      return rows.filter((row) => !openBundle(row)).map(({ id }) => id)
    },
    remove: (table, ids) => change(table, ids, (roll, id) => void roll.delete(id)),
  }
}
