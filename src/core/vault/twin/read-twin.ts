import { decodeChanges, keyOfRow, type TwinChange, type TwinRow, type TwinTable } from './entries.ts'
import type { SealedRow } from '../database.ts'
import type { TwinFound, TwinHost } from './ports.ts'

/** The rows of each table as a second copy has them in the end, by key. */
export type TwinRows = ReadonlyMap<TwinTable, ReadonlyMap<string, TwinRow>>

const versionOf = (row: TwinRow | undefined): number => (row && 'version' in row ? (row satisfies SealedRow).version : 0)

/**
 * Reads a copy from a position on. Entries of two windows may have come in another order than they were committed: the newer version stands.
 * @param found none where there is no copy
 * @param untold what is committed since, and in no copy yet
 */
export async function readTwin(host: TwinHost, found: TwinFound | undefined, from: number, untold: readonly TwinChange[] = []): Promise<TwinRows> {
  const tables = new Map<TwinTable, Map<string, TwinRow>>()
  function take(change: TwinChange): void {
    const rows = tables.get(change.table) ?? new Map<string, TwinRow>()
    tables.set(change.table, rows)
    if (change.kind === 'delete') rows.delete(change.key)
    else if (versionOf(change.row) >= versionOf(rows.get(keyOfRow(change.row)))) rows.set(keyOfRow(change.row), change.row)
  }
  if (found) await readEntries(host, found, from, (entry) => decodeChanges(entry).forEach(take))
  for (const change of untold) take(change)
  return tables
}

async function readEntries(host: TwinHost, { vault, generation, end }: TwinFound, from: number, take: (entry: Uint8Array) => void): Promise<void> {
  for (let at = from; at < end; ) {
    const { entries, next } = await host.read(vault, generation, at)
    for (const entry of entries) take(entry)
    if (next <= at) break
    at = next
  }
}
