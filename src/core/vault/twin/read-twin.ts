import { decodeChanges, keyOfRow, type TwinRow, type TwinTable } from './entries.ts'
import type { SealedRow } from '../database.ts'
import type { TwinFound, TwinHost } from './ports.ts'

/** The rows of each table as a second copy has them in the end, by key. */
export type TwinRows = ReadonlyMap<TwinTable, ReadonlyMap<string, TwinRow>>

const versionOf = (row: TwinRow | undefined): number => (row && 'version' in row ? (row satisfies SealedRow).version : 0)

/** Reads a copy from a position on. Entries of two windows may have come in another order than they were committed: the newer version stands. */
export async function readTwin(host: TwinHost, { vault, generation, end }: TwinFound, from: number): Promise<TwinRows> {
  const tables = new Map<TwinTable, Map<string, TwinRow>>()
  for (let at = from; at < end; ) {
    const { entries, next } = await host.read(vault, generation, at)
    for (const change of entries.flatMap(decodeChanges)) {
      const rows = tables.get(change.table) ?? new Map<string, TwinRow>()
      tables.set(change.table, rows)
      if (change.kind === 'delete') rows.delete(change.key)
      else if (versionOf(change.row) >= versionOf(rows.get(keyOfRow(change.row)))) rows.set(keyOfRow(change.row), change.row)
    }
    if (next <= at) break
    at = next
  }
  return tables
}
