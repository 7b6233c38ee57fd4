import { sameBytes } from '../model/bytes.ts'
import type { RowTableName, SealedRow } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { placeText, teamOwner } from './places.ts'
import { nonceSupply, open, SealBroken } from './seal.ts'
import { withSealMemory, type SealMemory } from './seal-memory.ts'
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

export const isSameRow = (one: SealedRow, other: SealedRow): boolean =>
  isSealedRow(one) && isSealedRow(other) && one.id === other.id && one.owner === other.owner && one.version === other.version && sameBytes(one.sealed, other.sealed)

/** A row before it is sealed, with the key that its owner's are sealed under. */
export interface UnsealedRow extends Omit<SealedRow, 'sealed'> {
  readonly key: Uint8Array
  readonly bytes: Uint8Array
}

const placeLength = (table: RowTableName, { id, owner, version }: Omit<SealedRow, 'sealed'>): number => placeText({ table, owner, id, version }).length

const longestOf = <T>(values: readonly T[], lengthOf: (value: T) => number): number => values.reduce((longest, value) => Math.max(longest, lengthOf(value)), 0)

/** Seals rows of a table, each under its place. */
export function sealRows(sodium: Sodium, table: RowTableName, rows: readonly UnsealedRow[]): SealedRow[] {
  const nonce = nonceSupply(sodium, rows.length)
  const sizes = { place: longestOf(rows, (row) => placeLength(table, row)), longest: longestOf(rows, ({ bytes }) => bytes.length) }
  return withSealMemory(sodium, sizes, (memory) =>
    rows.map(({ id, owner, version, key, bytes }) => ({ id, owner, version, sealed: memory.seal(key, bytes, placeText({ table, owner, id, version }), nonce()) })),
  )
}

/** Rows of a table that are opened one after the other; what is opened is there until `use` ends. */
export interface RowOpening extends Pick<SealMemory, 'takeBack' | 'list'> {
  /** @returns undefined where the seal does not hold */
  open(key: Uint8Array, row: SealedRow): Uint8Array<ArrayBuffer> | undefined
}

export function openingRows<T>(sodium: Sodium, table: RowTableName, rows: readonly SealedRow[], use: (opening: RowOpening) => T): T {
  const sizes = {
    place: longestOf(rows, (row) => placeLength(table, row)),
    longest: longestOf(rows, ({ sealed }) => sealed.length),
    opened: rows.reduce((length, { sealed }) => length + sealed.length, 0),
  }
  return withSealMemory(sodium, sizes, ({ open, takeBack, list }) =>
    use({ takeBack, list, open: (key, { id, owner, version, sealed }) => open(key, sealed, placeText({ table, owner, id, version })) }),
  )
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
