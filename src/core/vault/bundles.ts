import type { RowTableName, SealedRow } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { placeText, teamOwner } from './places.ts'
import { open, seal, SealBroken } from './seal.ts'
import type { Sodium } from './sodium.ts'

/** Which of `count` bundles an id belongs to. Ids are random, and where they are not, any spread does. */
export function bundleOf(id: string, count: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return (hash >>> 8) % count
}

export function grouped<T>(values: Iterable<T>, groupOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groupOf(value)
    const already = groups.get(group)
    if (already) already.push(value)
    else groups.set(group, [value])
  }
  return groups
}

export function isSealedRow(row: unknown): row is SealedRow {
  if (typeof row !== 'object' || row === null) return false
  const { id, owner, version, sealed }: Partial<Record<keyof SealedRow, unknown>> = row
  return typeof id === 'string' && typeof owner === 'string' && Number.isSafeInteger(version) && sealed instanceof Uint8Array
}

/** Seals a row of a table under its place. */
export function sealRow(sodium: Sodium, key: Uint8Array, table: RowTableName, row: Omit<SealedRow, 'sealed'>, bytes: Uint8Array, nonce?: Uint8Array): SealedRow {
  return { ...row, sealed: seal(sodium, key, bytes, placeText({ table, ...row }), nonce) }
}

/** @throws {SealBroken} */
export function openRow(sodium: Sodium, key: Uint8Array, table: RowTableName, row: SealedRow): Uint8Array {
  return open(sodium, key, row.sealed, placeText({ table, owner: row.owner, id: row.id, version: row.version }))
}

/** The content of a row that belongs to the team, or undefined where it is damaged. */
export function openTeamRow(sodium: Sodium, keys: TableKeys, table: RowTableName, row: unknown): Uint8Array | undefined {
  if (!isSealedRow(row) || row.owner !== teamOwner) return undefined
  try {
    return openRow(sodium, keys.of(table), table, row)
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
