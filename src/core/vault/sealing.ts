import type { DBCore, DBCoreCursor, DBCoreMutateRequest, DBCoreTable, DBCoreTransaction, Middleware } from 'dexie'
import { ProblemError } from '../model/problem.ts'
import { damagedVault } from './problems.ts'
import { decodeRow, encodeRow } from './row-codec.ts'

/** Seals and opens the bytes of one table. `place` names the row, and is bound to what is sealed. */
export interface TableSeal {
  seal(bytes: Uint8Array, place: string): Uint8Array
  open(whole: Uint8Array, place: string): Uint8Array
}

export interface Sealing {
  /** The seal of a table, or `clear` for the one table that holds the keyring. Throws for a table that nobody planned. */
  sealOf(table: string): TableSeal | 'clear'
  /** Told of each write once its transaction is on the disk, or was given up. */
  watch(table: string, rows: readonly unknown[], transaction: DBCoreTransaction): void
}

/**
 * Dexie middleware that lets nothing but keys and sealed bytes reach IndexedDB. It sits next to IndexedDB, beneath
 * everything else in Dexie, y-dexie included, and is synchronous, as a transaction demands.
 */
export function sealing(rules: Sealing): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'sealing',
    level: -10,
    create: (below) => ({
      ...below,
      table(name) {
        const table = below.table(name)
        const rowSeal = rules.sealOf(name)
        return rowSeal === 'clear' ? table : sealedTable(table, rowSeal, rules)
      },
    }),
  }
}

function sealedTable(table: DBCoreTable, rowSeal: TableSeal, rules: Sealing): DBCoreTable {
  const clearNames = [table.schema.primaryKey, ...table.schema.indexes].flatMap(({ keyPath }) => keyPath ?? [])

  /** Update rows get their key from IndexedDB as they are written, so they are bound to their document instead. */
  const placeOf = (row: Readonly<Record<string, unknown>>): string => {
    const own = row['k'] ?? clearNames.map((name) => row[name]).find((key) => key !== undefined)
    return `mdt-huddle/vault/1/${table.name}/${String(own)}`
  }

  function sealRow(row: Record<string, unknown>): Record<string, unknown> {
    const clear = Object.fromEntries(clearNames.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])))
    return { ...clear, sealed: rowSeal.seal(encodeRow(row), placeOf(clear)) }
  }

  function openRow(stored: unknown): unknown {
    if (stored === undefined || stored === null) return stored
    const row: Record<string, unknown> = { ...stored }
    if (!(row['sealed'] instanceof Uint8Array)) throw unreadable(table.name)
    try {
      const opened = decodeRow(rowSeal.open(row['sealed'], placeOf(row)))
      // The keys that IndexedDB holds in clear win nothing: where they differ from what was sealed, the row was moved.
      for (const name of clearNames) {
        if (opened[name] === undefined) opened[name] = row[name]
        else if (opened[name] !== row[name]) throw unreadable(table.name)
      }
      return opened
    } catch (error) {
      throw unreadable(table.name, error)
    }
  }

  function sealRequest(request: DBCoreMutateRequest): DBCoreMutateRequest {
    return request.type === 'add' || request.type === 'put' ? { ...request, values: request.values.map(sealRow) } : request
  }

  return {
    ...table,
    get: (request) => table.get(request).then(openRow),
    getMany: (request) => table.getMany(request).then((rows) => rows.map(openRow)),
    query: (request) =>
      table.query(request).then(({ result }) => ({ result: request.values === false ? result : result.map(openRow) })),
    openCursor: (request) =>
      table.openCursor(request).then((cursor) => (cursor && request.values !== false ? openingCursor(cursor, openRow) : cursor)),
    mutate(request) {
      if (request.type === 'add' || request.type === 'put') rules.watch(table.name, request.values, request.trans)
      return table.mutate(sealRequest(request))
    },
  }
}

function openingCursor(cursor: DBCoreCursor, openRow: (stored: unknown) => unknown): DBCoreCursor {
  return Object.create(cursor, {
    trans: { get: () => cursor.trans },
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: { get: () => openRow(cursor.value) },
    done: { get: () => cursor.done },
    continue: { value: (key?: unknown) => cursor.continue(key) },
    continuePrimaryKey: { value: (key: unknown, primaryKey: unknown) => cursor.continuePrimaryKey(key, primaryKey) },
    advance: { value: (count: number) => cursor.advance(count) },
  })
}

function unreadable(table: string, cause?: unknown): ProblemError {
  const what = table.startsWith('$') ? 'a change of a document' : `a row of “${table}”`
  return new ProblemError(damagedVault(`The vault holds ${what} that does not open: it was damaged or put there by something else.`), { cause })
}
