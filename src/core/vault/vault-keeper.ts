import { Dexie } from 'dexie'
import type { Effects } from '../model/effects.ts'
import { ProblemError } from '../model/problem.ts'
import { declareDatabase, vaultFormat, type IndexedDbParts } from './database.ts'
import { beginToLook, look, type LookedAhead } from './first-look.ts'
import { integrity } from './integrity.ts'
import { tableKeys } from './key-order.ts'
import { guardAttempts, keyringIn, keyringReader, readStored, writeFirstKeyring, writeKeyring, type Stored } from './keyring-store.ts'
import {
  makeKeyring,
  openFormer,
  openWithCode,
  openWithComputer,
  openWithPassphrase,
  shortestPassphrase,
  usualCost,
  wrapWithCode,
  wrapWithComputer,
  wrapWithPassphrase,
  type KeyMaking,
  type Keyring,
} from './keyring.ts'
import { madeWhole } from './made-whole.ts'
import { neighbours, type WindowChannel } from './neighbours.ts'
import { copyOpensAsBefore, noComputerKey, noKeyStore, noRoomToUnlock, noVault, shortPassphrase, vaultExists } from './problems.ts'
import { newRecoveryBytes, writeRecoveryCode } from './recovery-code.ts'
import { sayingNoRoom } from './refused-write.ts'
import { sealedStore } from './sealed-store.ts'
import { loadSodium, type Sodium } from './sodium.ts'
import { stretchHere, type PassphraseCost, type Stretcher } from './stretch/stretch.ts'
import { copiesIn, presenceOf, storeNameOf } from './store-presence.ts'
import { answering } from './twin/answering.ts'
import type { TwinHost } from './twin/ports.ts'
import type { ComputerKeys, Left, Vault, VaultKeeper } from './vault.ts'

export interface VaultKeeperOptions extends IndexedDbParts {
  /** Keeps the stores of one installation apart: `team`, `practice`. */
  readonly name: string
  readonly effects: Effects
  /** What a passphrase costs; only tests make it cheaper. */
  readonly cost?: PassphraseCost
  /** Only tests put another in its place. */
  readonly sodium?: Sodium
  /** Where passphrases are turned into keys; in this very thread where nothing is said. */
  readonly stretcher?: Stretcher
  /** Where windows of the same vault hear of each other; none where there is only one. */
  readonly channel?: (name: string) => WindowChannel
  readonly computer?: ComputerKeys
  /** Where second copies are kept; none where there is no host, and of a practice team. */
  readonly twins?: TwinHost
}

/** One try to open the vault. */
interface Attempt extends KeyMaking {
  readonly stored: Stored
  /** Says that the key was the right one. */
  readonly rightKey: () => void
  /** Begins to read what will be needed, while the key is made. */
  readonly lookAhead: () => Promise<LookedAhead | undefined>
  /** Lets go of the store, for whoever changes its tables. */
  readonly makeWay: () => void
}

interface Opening {
  /** What is written first of all. */
  readonly write?: (database: Dexie) => Promise<void>
  /** Whether one copy of the keyring did not hold. */
  readonly damaged?: boolean
  readonly ahead?: LookedAhead | undefined
  /** Whether no second copy is made yet. */
  readonly uncopied?: boolean
}

/** Documents and what checks them are no part of the lock screen: they come once there is something to open. */
const behindTheLock = () => Promise.all([import('./full-check.ts'), import('./open-vault.ts'), import('./twin/meet-twin.ts')])

const noStoreHere = 'This way of running MDT Huddle has no key store of the computer’s own.'

/** Keeps one installation's vault of one name in IndexedDB. */
export function vaultKeeper(options: VaultKeeperOptions): VaultKeeper {
  const { name, indexedDB, IDBKeyRange, effects, cost = usualCost, channel, computer } = options
  const twins = options.twins && answering(options.twins)
  const loaded = async (): Promise<Sodium> => options.sodium ?? loadSodium()
  const { stretcher = stretchHere(loaded) } = options
  const crypto = async (): Promise<KeyMaking> => ({ sodium: await loaded(), stretch: stretcher.stretch })
  const storeName = storeNameOf(name)
  const parts: IndexedDbParts = { indexedDB, IDBKeyRange }
  const whole = madeWhole(name, parts)

  const exists = async (): Promise<boolean> => (await presenceOf(name, indexedDB)) === 'locked'

  /** Overwrites `root`. */
  async function openWith(sodium: Sodium, root: Uint8Array, { write, damaged = false, ahead, uncopied = false }: Opening = {}): Promise<Vault> {
    const database = declareDatabase(storeName, parts)
    const keys = tableKeys(sodium, root)
    const store = sealedStore(database, sodium, keys)
    sodium.memzero(root)
    try {
      const [{ quickCheck }, { openVault }, { meetTwin }] = await behindTheLock()
      const checks = integrity(database, store, effects.clock)
      const { twin, gaveBack, mend } = await meetTwin({ database, store, keys, sodium, integrity: checks, now: effects.clock() }, uncopied ? undefined : twins, effects.random, write)
      const seen = (gaveBack ? undefined : await ahead?.found.catch(() => undefined)) ?? (await look(database))
      store.expect(seen)
      await quickCheck(database, store, checks, effects.clock(), seen)
      if (damaged) checks.note([{ kind: 'mended', table: 'keyring', id: 'keyring', because: 'damaged', at: effects.clock() }])
      const { vault, cameBack } = openVault({ database, store, integrity: checks, sodium, effects, others: neighbours(channel?.(storeName)), twin })
      mend(cameBack)
      return vault
    } catch (error) {
      database.close()
      store.forget()
      throw error
    }
  }

  /** The root key by a passphrase, and the keyring; brings a vault of an earlier format to this one first. */
  async function rootBy({ stored, rightKey, makeWay, ...crypto }: Attempt, passphrase: string): Promise<{ root: Uint8Array; keyring: Keyring }> {
    if (stored.format === vaultFormat) {
      const keyring = keyringIn(stored)
      const root = await openWithPassphrase(crypto, keyring, passphrase)
      rightKey()
      return { root, keyring }
    }
    const root = await openFormer(crypto, stored.keyring, passphrase)
    makeWay()
    const keyring: Keyring = { format: 2, passphrase: await wrapWithPassphrase(crypto, root, passphrase, cost) }
    const { migrate } = await import('./migrate.ts')
    await migrate({ storeName, parts, sodium: crypto.sodium, root, keyring, clock: effects.clock })
    return { root, keyring }
  }

  async function attempt<T>(open: (attempt: Attempt) => Promise<T>): Promise<T> {
    if (!(await exists())) throw new ProblemError(noVault)
    const made = await crypto()
    const reader = keyringReader(storeName, parts)
    try {
      const stored = await readStored(reader, made.sodium)
      const tryIt = (rightKey: () => void): Promise<T> =>
        open({
          ...made,
          stored,
          rightKey() {
            rightKey()
            if (stored.format === vaultFormat && stored.lacksTables) reader.close()
          },
          lookAhead: () => (stored.format === vaultFormat && !stored.lacksTables ? reader.read(beginToLook).catch(() => undefined) : Promise.resolve(undefined)),
          makeWay: reader.close,
        })
      const opened = await sayingNoRoom(() => guardAttempts(reader, effects.clock, tryIt), noRoomToUnlock)
      stretcher.rest()
      return opened
    } finally {
      reader.close()
    }
  }

  async function storedKeyring(): Promise<Stored> {
    const reader = keyringReader(storeName, parts)
    try {
      return await readStored(reader, await loaded())
    } finally {
      reader.close()
    }
  }

  /** @param left is told why the second copy, which is not to be had by the former ways in either, could not be made anew */
  async function change(passphrase: string, left: Left | undefined, edit: (made: KeyMaking, root: Uint8Array, keyring: Keyring) => Promise<Keyring>): Promise<void> {
    await attempt(async (made) => {
      const { sodium } = made
      const { root, keyring } = await rootBy(made, passphrase)
      try {
        const changed = await edit(made, root, keyring)
        const database = declareDatabase(storeName, parts)
        try {
          const { writeAnew } = await import('./twin/meet-twin.ts')
          const refused = await writeAnew(database, twins, effects.random, () => writeKeyring(database, sodium, changed))
          if (refused) left?.(new ProblemError(copyOpensAsBefore(refused.problem.happened), { cause: refused }))
        } finally {
          database.close()
        }
      } finally {
        sodium.memzero(root)
      }
    })
  }

  /** Makes way for a new store: what was left half-made goes. @throws {ProblemError} `vault-exists` */
  async function makeWay(): Promise<void> {
    if (await exists()) throw new ProblemError(vaultExists)
    await whole.clear()
  }

  /** A new store that `fill` has written into, open. Overwrites `root`. */
  async function filled(sodium: Sodium, root: Uint8Array, keyring: Keyring, fill: (vault: Vault) => Promise<void>): Promise<Vault> {
    const rootAgain = root.slice()
    try {
      await whole.make(async () => {
        // No second copy of what is half-made: it would be brought back as if it were whole.
        const filling = await openWith(sodium, root, { write: (database) => writeFirstKeyring(database, sodium, keyring), uncopied: true })
        try {
          await fill(filling)
          await filling.lock()
        } catch (error) {
          await filling.lock('unsaved')
          throw error
        }
      })
    } catch (error) {
      sodium.memzero(rootAgain)
      throw error
    }
    return openWith(sodium, rootAgain)
  }

  return {
    presence: () => presenceOf(name, indexedDB, twins),
    copies: () => copiesIn(twins),
    async bringBack(passphrase) {
      if ((await presenceOf(name, indexedDB, twins)) === 'locked') throw new ProblemError(vaultExists)
      const { chooseTwin, layDown } = await import('./twin/bring-back.ts')
      const { found, rows } = await chooseTwin(twins, await crypto(), passphrase)
      // What nothing opens any more, or was left half-made.
      await new Dexie(storeName, parts).delete()
      await whole.make(async () => {
        const database = declareDatabase(storeName, parts)
        await database.open()
        try {
          await layDown(database, found.vault, rows)
        } finally {
          database.close()
        }
      })
    },
    async readBackup(source, secret) {
      const { openBackup } = await import('./backup/read-backup.ts')
      return openBackup(await crypto(), source, secret)
    },
    async restore(backup, passphrase, fill) {
      if (passphrase !== undefined) longEnough(passphrase)
      await makeWay()
      const made = await crypto()
      const { root, keyring } = backup.keys()
      const rewrapped = passphrase === undefined ? keyring : { ...keyring, passphrase: await wrapWithPassphrase(made, root, passphrase, cost) }
      return filled(made.sodium, root, rewrapped, fill)
    },
    async create(passphrase, fill) {
      longEnough(passphrase)
      await makeWay()
      const made = await crypto()
      const { sodium } = made
      const { keyring, root } = await makeKeyring(made, passphrase, cost)
      return fill ? filled(sodium, root, keyring, fill) : openWith(sodium, root, { write: (database) => writeFirstKeyring(database, sodium, keyring) })
    },
    expectPassphrase: stretcher.prepare,
    unlock: (passphrase) =>
      attempt(async (made) => {
        const { sodium, stored } = made
        const ahead = await made.lookAhead()
        const { root, keyring } = await rootBy(made, passphrase)
        const damaged = stored.format === vaultFormat && stored.damaged
        return openWith(sodium, root, { ahead, damaged, ...(damaged && { write: (database) => writeKeyring(database, sodium, keyring) }) })
      }),
    async recover(code, passphrase) {
      longEnough(passphrase)
      return attempt(async (made) => {
        const { sodium, stored, rightKey } = made
        const keyring = keyringIn(stored)
        const root = openWithCode(sodium, keyring, code)
        rightKey()
        const changed = { ...keyring, passphrase: await wrapWithPassphrase(made, root, passphrase, cost) }
        return openWith(sodium, root, { write: (database) => writeKeyring(database, sodium, changed) })
      })
    },
    async changePassphrase(current, next, left) {
      longEnough(next)
      await change(current, left, async (made, root, keyring) => ({ ...keyring, passphrase: await wrapWithPassphrase(made, root, next, cost) }))
    },
    async makeRecoveryCode(passphrase, left) {
      await attempt(async (made) => made.sodium.memzero((await rootBy(made, passphrase)).root))
      const bytes = newRecoveryBytes(effects.random)
      return {
        code: writeRecoveryCode(await loaded(), bytes),
        keep: () => change(passphrase, left, async ({ sodium }, root, keyring) => ({ ...keyring, recovery: wrapWithCode(sodium, root, bytes) })),
      }
    },
    async waysIn() {
      const computerAbsence = (await computer?.absence()) ?? noStoreHere
      const stored = (await exists()) ? await storedKeyring() : undefined
      const keyring = stored?.format === vaultFormat ? keyringIn(stored) : undefined
      return { recoveryCode: keyring?.recovery !== undefined, computer: keyring?.computer !== undefined && computerAbsence === '', computerAbsence }
    },
    unlockWithComputer: () =>
      attempt(async ({ sodium, stored, rightKey }) => {
        const keyring = keyringIn(stored)
        if (!keyring.computer || !computer) throw new ProblemError(noComputerKey)
        const key = await computer.unwrap(keyring.computer.wrapped)
        const root = openWithComputer(sodium, keyring, key)
        rightKey()
        sodium.memzero(key)
        return openWith(sodium, root)
      }),
    async trustComputer(passphrase, trusted, left) {
      const absence = trusted ? ((await computer?.absence()) ?? noStoreHere) : ''
      if (absence !== '') throw new ProblemError(noKeyStore(absence))
      await change(passphrase, left, async ({ sodium }, root, { computer: _former, ...keyring }) => {
        if (!trusted || !computer) return keyring
        const key = sodium.randombytes_buf(32)
        const wrapped = wrapWithComputer(sodium, root, key, await computer.wrap(key))
        sodium.memzero(key)
        return { ...keyring, computer: wrapped }
      })
    },
    async destroy() {
      await new Dexie(storeName, parts).delete()
    },
  }
}

/** @throws {ProblemError} `passphrase-too-short` */
function longEnough(passphrase: string): void {
  if (passphrase.length < shortestPassphrase) throw new ProblemError(shortPassphrase)
}
