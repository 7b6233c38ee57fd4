import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { bundleRows } from './bundle-rows.ts'
import { bundleOf, grouped, isSealedRow, openTeamRow, sealRows } from './bundles.ts'
import type { Database, SealedRow } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { teamOwner } from './places.ts'
import { randomSupply } from './seal.ts'
import type { Sodium } from './sodium.ts'

/** Tables that any transaction must name in which keys of people are asked for. */
export const keyTables = ['keys', 'spareKeys'] as const
type KeyTable = (typeof keyTables)[number]

/**
 * One random key per person. They lie in bundles, each sealed under a table key and kept twice, so that one damaged row
 * loses nobody. Destroying a person's key takes it out of both: whatever was sealed under it then stays shut.
 * All but `check` and `forget` run inside a transaction over `keyTables`.
 */
export interface PeopleKeys {
  /** The keys that there are, of these owners. */
  find(owners: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /**
   * The keys of these owners, made where there are none yet; never for somebody who was erased. Needs to write: those that
   * were made are written beside what `use` writes, and before this ends. Sealing them takes a while, in which the store has
   * that to work on.
   */
  take<T>(owners: readonly string[], use: (keys: ReadonlyMap<string, Uint8Array>) => PromiseLike<T>): Promise<T>
  /** Nobody gets a key in its place, ever again, in any window. Needs to write. */
  destroy(owner: string): Promise<void>
  isErased(owner: string): Promise<boolean>
  /** Opens every bundle, out of rows as they were found. @returns ids of those of which the two copies are not both sound and alike. */
  check(found: { readonly [K in KeyTable]: readonly SealedRow[] }): readonly string[]
  /** Mends what one copy of these bundles still holds. Needs to write. @returns ids of bundles mended, and of those lost. */
  mend(ids: readonly string[]): Promise<{ readonly mended: readonly string[]; readonly lost: readonly string[] }>
  forget(): void
}

const keyLength = 32
const bundleCount = 64
const bundleId = (owner: string): string => `b${bundleOf(owner, bundleCount)}`

/** Stands where the key of somebody stood who was erased. */
const tombstone = new Uint8Array()
const isTombstone = (key: Uint8Array | undefined): boolean => key?.length === 0

type Bundle = { readonly version: number; readonly keys: ReadonlyMap<string, Uint8Array> }
const emptyBundle: Bundle = { version: 0, keys: new Map() }

export function peopleKeys(database: Database, sodium: Sodium, tables: TableKeys): PeopleKeys {
  const known = new Map<string, Bundle>()

  function openCopy(table: KeyTable, row: SealedRow | undefined): { version: number; bytes: Uint8Array } | undefined {
    const bytes = row && openTeamRow(sodium, tables, table, row)
    return bytes && { version: row.version, bytes }
  }

  /** The newer of the two copies that opens, and whether both are there alike. */
  function newer(row: SealedRow | undefined, spare: SealedRow | undefined): { bundle: Bundle | undefined; alike: boolean; newest: number } {
    const [one, other] = [openCopy('keys', row), openCopy('spareKeys', spare)]
    const copy = one && other ? (one.version >= other.version ? one : other) : (one ?? other)
    const bundle = copy && { version: copy.version, keys: decodeKeys(copy.bytes) }
    for (const { bytes } of [one, other].filter((each) => each !== undefined)) sodium.memzero(bytes)
    const versions = [row, spare].filter(isSealedRow).map(({ version }) => version)
    return { bundle, alike: (!row && !spare) || (one !== undefined && one.version === other?.version), newest: Math.max(0, ...versions) }
  }

  async function write(bundles: ReadonlyMap<string, Bundle>): Promise<void> {
    const encoded = Array.from(bundles, ([id, { version, keys }]) => ({ id, owner: teamOwner, version, bytes: encodeKeys(keys) }))
    const writing = keyTables.map((table) => database[table].bulkPut(sealRows(sodium, table, encoded.map((row) => ({ ...row, key: tables.of(table) })))))
    for (const { bytes } of encoded) sodium.memzero(bytes)
    await Promise.all(writing)
  }

  /** The bundles as they stand in the store: what is in memory serves while no other window has written it since. */
  async function current(ids: readonly string[]): Promise<ReadonlyMap<string, Bundle>> {
    const found = new Map<string, Bundle>()
    const rows = await bundleRows(database.keys, ids)
    const stale: { readonly id: string; readonly row: SealedRow | undefined }[] = []
    for (const [index, id] of ids.entries()) {
      const [mine, row] = [known.get(id), rows[index]]
      if (mine && row?.version === mine.version) found.set(id, mine)
      else stale.push({ id, row })
    }
    const spares = stale.length > 0 ? await bundleRows(database.spareKeys, stale.map(({ id }) => id)) : []
    for (const [index, { id, row }] of stale.entries()) {
      const { bundle, newest } = newer(row, spares[index])
      const read = bundle ?? { ...emptyBundle, version: newest }
      // While the transaction that wrote a bundle can still fail, memory must not believe it: so only what was read is kept.
      known.set(id, read)
      found.set(id, read)
    }
    return found
  }

  return {
    async find(owners) {
      const found = new Map<string, Uint8Array>()
      const bundles = grouped(new Set(owners), bundleId)
      const unknown = [...bundles].flatMap(([id, inBundle]) => (inBundle.every((owner) => known.get(id)?.keys.has(owner)) ? [] : [id]))
      const read = unknown.length > 0 ? await current(unknown) : new Map<string, Bundle>()
      for (const [id, inBundle] of bundles) {
        const { keys } = read.get(id) ?? known.get(id) ?? emptyBundle
        for (const owner of inBundle) {
          const key = keys.get(owner)
          if (key && !isTombstone(key)) found.set(owner, key)
        }
      }
      return found
    },
    async take(owners, use) {
      const taken = new Map<string, Uint8Array>()
      const bundles = grouped(new Set(owners), bundleId)
      const changed = new Map<string, Bundle>()
      const read = await current([...bundles.keys()])
      let newKey: (() => Uint8Array) | undefined
      for (const [id, { keys, version }] of read) {
        const whole = new Map(keys)
        for (const owner of bundles.get(id) ?? []) {
          const key = whole.get(owner) ?? (newKey ??= randomSupply(sodium, keyLength, owners.length))()
          whole.set(owner, key)
          if (!isTombstone(key)) taken.set(owner, key)
        }
        if (whole.size > keys.size) changed.set(id, { version: version + 1, keys: whole })
      }
      const using = use(taken)
      if (changed.size > 0) await Promise.all([using, write(changed)])
      return using
    },
    async destroy(owner) {
      const id = bundleId(owner)
      const { keys, version } = (await current([id])).get(id) ?? emptyBundle
      await write(new Map([[id, { version: version + 1, keys: new Map([...keys, [owner, tombstone]]) }]]))
    },
    async isErased(owner) {
      const id = bundleId(owner)
      return isTombstone((await current([id])).get(id)?.keys.get(owner))
    },
    check(found) {
      const torn: string[] = []
      const [rows, spares] = [byId(found.keys), byId(found.spareKeys)]
      for (const id of new Set([...rows.keys(), ...spares.keys()])) {
        const { bundle, alike } = newer(rows.get(id), spares.get(id))
        if (bundle) known.set(id, bundle)
        if (!alike) torn.push(id)
      }
      return torn
    },
    async mend(ids) {
      const lost: string[] = []
      const mended = new Map<string, Bundle>()
      const [rows, spares] = [await bundleRows(database.keys, ids), await bundleRows(database.spareKeys, ids)]
      for (const [index, id] of ids.entries()) {
        const { bundle, alike, newest } = newer(rows[index], spares[index])
        if (bundle) known.set(id, bundle)
        if (alike) continue
        if (bundle) mended.set(id, { ...bundle, version: newest + 1 })
        else lost.push(id)
      }
      if (mended.size > 0) await write(mended)
      return { mended: [...mended.keys()], lost }
    },
    forget() {
      for (const { keys } of known.values()) for (const key of keys.values()) sodium.memzero(key)
      known.clear()
    },
  }
}

const byId = (rows: readonly SealedRow[]): ReadonlyMap<string, SealedRow> => new Map(rows.map((row) => [row.id, row]))

function encodeKeys(keys: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, keys.size)
    for (const [owner, key] of keys) {
      encoding.writeVarString(encoder, owner)
      encoding.writeVarUint8Array(encoder, key)
    }
  })
}

function decodeKeys(bytes: Uint8Array): Map<string, Uint8Array> {
  const decoder = decoding.createDecoder(bytes)
  const keys = new Map<string, Uint8Array>()
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) keys.set(decoding.readVarString(decoder), decoding.readVarUint8Array(decoder).slice())
  return keys
}
