import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { bundleOf, grouped, isSealedRow, openTeamRow, sealRow } from './bundles.ts'
import type { Database, SealedRow } from './database.ts'
import type { TableKeys } from './key-order.ts'
import { teamOwner } from './places.ts'
import type { Sodium } from './sodium.ts'

/** Tables that any transaction must name in which keys of people are asked for. */
export const keyTables = ['keys', 'spareKeys'] as const
type KeyTable = (typeof keyTables)[number]

/**
 * One random key per person. They lie in bundles, each sealed under a table key and kept twice, so that one damaged row
 * loses nobody. Destroying a person's key takes it out of both: whatever was sealed under it then stays shut.
 * All but `forget` run inside a transaction over `keyTables`.
 */
export interface PeopleKeys {
  /** The keys that there are, of these owners. */
  find(owners: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** The keys of these owners, made where there are none yet. Needs to write. */
  take(owners: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Needs to write. @returns whether there was one. */
  destroy(owner: string): Promise<boolean>
  /** Reads every bundle and mends what one copy still holds. Needs to write. @returns ids of bundles mended, and of those lost. */
  mend(): Promise<{ readonly mended: readonly string[]; readonly lost: readonly string[] }>
  forget(): void
}

const bundleCount = 64
const bundleId = (owner: string): string => `b${bundleOf(owner, bundleCount)}`

type Bundle = { readonly version: number; readonly keys: ReadonlyMap<string, Uint8Array> }
const emptyBundle: Bundle = { version: 0, keys: new Map() }

export function peopleKeys(database: Database, sodium: Sodium, tables: TableKeys): PeopleKeys {
  const known = new Map<string, Bundle>()

  function openCopy(table: KeyTable, row: SealedRow | undefined): Bundle | undefined {
    const bytes = row && openTeamRow(sodium, tables, table, row)
    return bytes && { version: row.version, keys: decodeKeys(sodium, bytes) }
  }

  /** The newer of the two copies that opens, and whether both are there alike. */
  async function read(id: string): Promise<{ bundle: Bundle | undefined; alike: boolean; newest: number }> {
    const [row, spare] = [await database.keys.get(id), await database.spareKeys.get(id)]
    const [one, other] = [openCopy('keys', row), openCopy('spareKeys', spare)]
    const bundle = one && other ? (one.version >= other.version ? one : other) : (one ?? other)
    const versions = [row, spare].filter(isSealedRow).map(({ version }) => version)
    return { bundle, alike: (!row && !spare) || (one !== undefined && one.version === other?.version), newest: Math.max(0, ...versions) }
  }

  async function write(id: string, bundle: Bundle): Promise<void> {
    const bytes = encodeKeys(bundle.keys)
    for (const table of keyTables) {
      await database[table].put(sealRow(sodium, tables.of(table), table, { id, owner: teamOwner, version: bundle.version }, bytes))
    }
    sodium.memzero(bytes)
  }

  /** The bundle as it stands in the store: what is in memory serves while no other window has written it since. */
  async function current(id: string): Promise<Bundle> {
    const mine = known.get(id)
    if (mine && (await database.keys.get(id))?.version === mine.version) return mine
    const { bundle, newest } = await read(id)
    const found = bundle ?? { ...emptyBundle, version: newest }
    // While the transaction that wrote a bundle can still fail, memory must not believe it: so only what was read is kept.
    known.set(id, found)
    return found
  }

  return {
    async find(owners) {
      const found = new Map<string, Uint8Array>()
      for (const [id, inBundle] of grouped(new Set(owners), bundleId)) {
        const cached = known.get(id)
        const { keys } = cached && inBundle.every((owner) => cached.keys.has(owner)) ? cached : await current(id)
        for (const owner of inBundle) {
          const key = keys.get(owner)
          if (key) found.set(owner, key)
        }
      }
      return found
    },
    async take(owners) {
      const taken = new Map<string, Uint8Array>()
      for (const [id, inBundle] of grouped(new Set(owners), bundleId)) {
        const { keys, version } = await current(id)
        const whole = new Map(keys)
        for (const owner of inBundle) {
          const key = whole.get(owner) ?? sodium.randombytes_buf(32)
          whole.set(owner, key)
          taken.set(owner, key)
        }
        if (whole.size > keys.size) await write(id, { version: version + 1, keys: whole })
      }
      return taken
    },
    async destroy(owner) {
      const id = bundleId(owner)
      const { keys, version } = await current(id)
      const key = keys.get(owner)
      if (!key) return false
      const rest = new Map(keys)
      rest.delete(owner)
      await write(id, { version: version + 1, keys: rest })
      return true
    },
    async mend() {
      const mended: string[] = []
      const lost: string[] = []
      const ids = new Set([...(await database.keys.toCollection().primaryKeys()), ...(await database.spareKeys.toCollection().primaryKeys())])
      for (const id of ids) {
        const { bundle, alike, newest } = await read(id)
        if (bundle) known.set(id, bundle)
        if (alike) continue
        if (!bundle) {
          lost.push(id)
          continue
        }
        await write(id, { ...bundle, version: newest + 1 })
        mended.push(id)
      }
      return { mended, lost }
    },
    forget() {
      for (const { keys } of known.values()) for (const key of keys.values()) sodium.memzero(key)
      known.clear()
    },
  }
}

function encodeKeys(keys: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, keys.size)
    for (const [owner, key] of keys) {
      encoding.writeVarString(encoder, owner)
      encoding.writeVarUint8Array(encoder, key)
    }
  })
}

/** Overwrites `bytes` once it has been read. */
function decodeKeys(sodium: Sodium, bytes: Uint8Array): Map<string, Uint8Array> {
  const decoder = decoding.createDecoder(bytes)
  const keys = new Map<string, Uint8Array>()
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) keys.set(decoding.readVarString(decoder), decoding.readVarUint8Array(decoder).slice())
  sodium.memzero(bytes)
  return keys
}
