import { Dexie } from 'dexie'
import { sameBytes } from '../model/bytes.ts'
import type { Clock } from '../model/effects.ts'
import { ProblemError } from '../model/problem.ts'
import { attemptsRow, waitBefore } from './attempts.ts'
import { storeVersion, vaultFormat, type IndexedDbParts } from './database.ts'
import { keyringIds, keyringTable } from './keyring-place.ts'
import { formerKeyring, keyringRow, type Keyring } from './keyring.ts'
import { damagedVault, newerVault, tooManyTries, vaultExists } from './problems.ts'
import { encodeKeyring } from './keyring-digest.ts'
import type { Sodium } from './sodium.ts'

/** What stands in the store of how to open it, before anything is opened. */
export type Stored =
  | { readonly format: 1; readonly keyring: unknown }
  /** `damaged` where one of its two copies does not hold; `lacksTables` where the store is from before there were some. */
  | { readonly format: 2; readonly keyring: Keyring | undefined; readonly damaged: boolean; readonly lacksTables: boolean }

/** @throws {ProblemError} `damaged-vault` */
export function keyringIn(stored: Stored): Keyring {
  if (stored.format !== vaultFormat || !stored.keyring) throw new ProblemError(damagedVault('The keyring of this vault cannot be read, nor its second copy.'))
  return stored.keyring
}

/** A way to what a store says of how to open it: a connection that declares no tables, so that it changes nothing there. */
export interface KeyringReader {
  read<T>(work: (reader: Dexie) => PromiseLike<T>): Promise<T>
  /** Makes way for whoever changes the tables; it is opened again when it is next needed. */
  close(): void
}

export function keyringReader(storeName: string, parts: IndexedDbParts): KeyringReader {
  let opening: Promise<Dexie> | undefined
  return {
    read: async (work) => work(await (opening ??= new Dexie(storeName, { ...parts, chromeTransactionDurability: 'strict', cache: 'disabled' }).open())),
    close() {
      opening?.then((reader) => reader.close()).catch(() => undefined)
      opening = undefined
    },
  }
}

/**
 * Reads the keyring, or its second copy, and refuses a store that a newer app has written: Dexie would open it without a
 * word. Each copy carries a digest, so that a damaged one is told from a wrong passphrase.
 * @throws {ProblemError} `newer-vault`, `damaged-vault`
 */
export function readStored(from: KeyringReader, sodium: Sodium): Promise<Stored> {
  return from.read(async (reader) => {
    if (reader.verno > storeVersion) throw new ProblemError(newerVault)
    const rows: unknown[] = await reader.table(keyringTable).bulkGet([...keyringIds])
    if (rows.some((row) => formatOf(row) > vaultFormat)) throw new ProblemError(newerVault)
    if (rows.every((row) => row === undefined)) throw new ProblemError(damagedVault('This vault has no keyring.'))
    const sound = rows.map((row) => soundKeyring(sodium, row)).filter((keyring) => keyring !== undefined)
    const [first] = rows
    if (sound.length === 0 && formerKeyring.safeParse(first).success) return { format: 1, keyring: first }
    return { format: 2, keyring: sound[0], damaged: sound.length < rows.length, lacksTables: reader.verno < storeVersion }
  })
}

const formatOf = (row: unknown): number => (typeof row === 'object' && row !== null && 'format' in row && typeof row.format === 'number' ? row.format : 0)

/** A copy of the keyring whose digest holds. */
export function soundKeyring(sodium: Sodium, row: unknown): Keyring | undefined {
  if (typeof row !== 'object' || row === null || !('digest' in row)) return undefined
  const { digest, ...rest }: { digest: unknown } = row
  const parsed = keyringRow.safeParse(rest)
  if (!parsed.success || !(digest instanceof Uint8Array)) return undefined
  const { id: _copy, ...keyring } = parsed.data
  return sameBytes(digestOf(sodium, keyring), digest) ? keyring : undefined
}

const digestOf = (sodium: Sodium, keyring: Keyring): Uint8Array => sodium.crypto_generichash(32, encodeKeyring(keyring), 'mdt-huddle/keyring')

/** The keyring of an opened store. @throws {ProblemError} `damaged-vault` */
export async function soundKeyringIn(database: Dexie, sodium: Sodium): Promise<Keyring> {
  const rows: unknown[] = await database.table(keyringTable).bulkGet([...keyringIds])
  const keyring = rows.map((row) => soundKeyring(sodium, row)).find((each) => each !== undefined)
  return keyringIn({ format: 2, keyring, damaged: false, lacksTables: false })
}

/** Writes both copies into a store that has none yet. @throws {ProblemError} `vault-exists`, and changes nothing */
export function writeFirstKeyring(database: Dexie, sodium: Sodium, keyring: Keyring): Promise<void> {
  return database.transaction('rw', keyringTable, async () => {
    const rows: unknown[] = await database.table(keyringTable).bulkGet([...keyringIds])
    if (rows.some((row) => row !== undefined)) throw new ProblemError(vaultExists)
    await writeKeyring(database, sodium, keyring)
  })
}

/** Writes both copies, in one transaction. */
export async function writeKeyring(database: Dexie, sodium: Sodium, keyring: Keyring): Promise<void> {
  const digest = digestOf(sodium, keyring)
  await database.table(keyringTable).bulkPut(keyringIds.map((id) => ({ id, ...keyring, digest })))
}

/** Refusals that say that somebody tried in vain. */
const vain = new Set(['wrong-passphrase', 'wrong-recovery-code'])

/**
 * Counts a try before it is made, so that closing the window does not undo it, and forgets the count when it succeeds:
 * as soon as `attempt` says that the key was the right one, while it goes on.
 * @throws {ProblemError} `too-many-tries`
 */
export async function guardAttempts<T>(from: KeyringReader, clock: Clock, attempt: (rightKey: () => void) => Promise<T>): Promise<T> {
  const before = await from.read((store) =>
    store.transaction('rw', keyringTable, async () => {
      const table = store.table(keyringTable)
      const known = attemptsRow.safeParse(await table.get('attempts')).data ?? { failed: 0, at: 0 }
      const now = clock()
      const wait = waitBefore(known, now)
      if (wait === 0) await table.put({ id: 'attempts', failed: known.failed + 1, at: now })
      // A clock that was set back: the wait is counted from now, or it would last until that clock has caught up.
      else if (known.at > now) await table.put({ id: 'attempts', failed: known.failed, at: now })
      return { failed: known.failed, wait }
    }),
  )
  if (before.wait > 0) throw new ProblemError(tooManyTries(before.wait))
  // One that stays counted, as where the disk is full, keeps nobody out who has the key: the next that succeeds forgets it.
  const settle = (failed: number): Promise<unknown> =>
    from.read((store) => store.table(keyringTable).put({ id: 'attempts', failed, at: clock() })).catch(() => undefined)
  let forgetting: Promise<unknown> | undefined
  try {
    const result = await attempt(() => void (forgetting ??= settle(0)))
    await (forgetting ?? settle(0))
    return result
  } catch (error) {
    await (forgetting ?? (error instanceof ProblemError && vain.has(error.problem.code) ? undefined : settle(before.failed)))
    throw error
  }
}
