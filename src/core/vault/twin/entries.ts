import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { isSealedRow } from '../bundles.ts'
import { tableNumbers, type AsideRow, type SealedRow, type UpdateRow } from '../database.ts'
import { keyringTable } from '../keyring-place.ts'

/** A table of the store, as it stands in the second copy. */
export type TwinTable = keyof typeof tableNumbers | 'aside' | typeof keyringTable
export type TwinRow = SealedRow | UpdateRow | AsideRow | { readonly id: string }

/** One row that was put, or taken away, as the store has it: sealed. */
export type TwinChange =
  | { readonly kind: 'put'; readonly table: TwinTable; readonly row: TwinRow }
  | { readonly kind: 'delete'; readonly table: TwinTable; readonly key: string }

export const twinTables: readonly TwinTable[] = [...(Object.keys(tableNumbers) as (keyof typeof tableNumbers)[]), 'aside', keyringTable]
const known: ReadonlySet<string> = new Set(twinTables)
export const isTwinTable = (name: string): name is TwinTable => known.has(name)

const update = z.strictObject({ doc: z.string(), writer: z.string(), seq: z.int().min(1), owner: z.string(), sealed: z.instanceof(Uint8Array) })
const named = z.looseObject({ id: z.string() })

/** A key of the store as text, the same for the same row. */
export const keyText = (key: unknown): string => (Array.isArray(key) ? key.join('/') : String(key))
export const keyOfRow = (row: TwinRow): string => ('seq' in row ? keyText([row.doc, row.writer, row.seq]) : row.id)

function rowOf(table: TwinTable, row: unknown): TwinRow | undefined {
  if (table === 'updates') return update.safeParse(row).data
  if (table === 'aside' || table === keyringTable) return named.safeParse(row).data
  return isSealedRow(row) ? row : undefined
}

export function encodeChanges(changes: readonly TwinChange[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, changes.length)
    for (const change of changes) {
      encoding.writeVarString(encoder, change.table)
      encoding.writeUint8(encoder, change.kind === 'put' ? 1 : 0)
      if (change.kind === 'delete') encoding.writeVarString(encoder, change.key)
      // What is in the store was cloned into it: such data alone, and bytes.
      else encoding.writeAny(encoder, change.row as never)
    }
  })
}

/** The same with bytes of its own: a store keeps all of what a view is a part of. */
function owned(value: unknown): unknown {
  if (value instanceof Uint8Array) return value.slice()
  if (Array.isArray(value)) return value.map(owned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, owned(part)]))
}

/** What an entry says; what this app does not understand is left out. */
export function decodeChanges(content: Uint8Array): TwinChange[] {
  const changes: TwinChange[] = []
  try {
    const decoder = decoding.createDecoder(content)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const table = decoding.readVarString(decoder)
      const isPut = decoding.readUint8(decoder) === 1
      const what: unknown = isPut ? decoding.readAny(decoder) : decoding.readVarString(decoder)
      if (!isTwinTable(table)) continue
      if (typeof what === 'string') changes.push({ kind: 'delete', table, key: what })
      else {
        const row = rowOf(table, owned(what))
        if (row) changes.push({ kind: 'put', table, row })
      }
    }
  } catch {
    // A length or a kind of value that cannot be: what was read before it stands.
  }
  return changes
}
