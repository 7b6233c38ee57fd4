import { Dexie } from 'dexie'
import type { Effects } from '../model/effects.ts'
import { ProblemError } from '../model/problem.ts'
import { commitWatch } from './commit-watch.ts'
import { declareDatabase, keyringTable, tableSeals, vaultFormat, type IndexedDbParts } from './database.ts'
import { makeKeyring, openKeyring, shortestPassphrase, usualCost, type PassphraseCost } from './keyring.ts'
import { openVault } from './open-vault.ts'
import { damagedVault, newerVault, noVault, shortPassphrase, vaultExists } from './problems.ts'
import { loadSodium, type Sodium } from './sodium.ts'
import type { Vault, VaultKeeper } from './vault.ts'

export interface VaultKeeperOptions extends IndexedDbParts {
  /** Keeps the stores of one installation apart: `team`, `practice`. */
  readonly name: string
  readonly effects: Effects
  /** What a passphrase costs; only tests make it cheaper. */
  readonly cost?: PassphraseCost
}

/** Keeps one installation's vault of one name in IndexedDB. */
export function vaultKeeper(options: VaultKeeperOptions): VaultKeeper {
  const { name, indexedDB, IDBKeyRange, effects, cost = usualCost } = options
  const storeName = `mdt-huddle-${name}`
  const indexedDbParts = { indexedDB, IDBKeyRange }

  const exists = async (): Promise<boolean> => (await indexedDB.databases()).some((found) => found.name === storeName)

  async function openWith(sodium: Sodium, root: Uint8Array, keyring?: object): Promise<Vault> {
    const seals = tableSeals(sodium, root)
    sodium.memzero(root)
    const commits = commitWatch()
    const database = declareDatabase(storeName, indexedDbParts, seals.sealOf, commits.watch)
    await database.open()
    if (keyring) await database.table(keyringTable).add(keyring)
    return openVault({ database, commits, clock: effects.clock, random: effects.random, forgetKeys: seals.forget })
  }

  return {
    presence: async () => ((await exists()) ? 'locked' : 'none'),
    async create(passphrase) {
      if (passphrase.length < shortestPassphrase) throw new ProblemError(shortPassphrase)
      if (await exists()) throw new ProblemError(vaultExists)
      const sodium = await loadSodium()
      const { row, root } = makeKeyring(sodium, passphrase, cost)
      return openWith(sodium, root, row)
    },
    async unlock(passphrase) {
      if (!(await exists())) throw new ProblemError(noVault)
      const keyring = await readKeyring(storeName, indexedDbParts)
      const sodium = await loadSodium()
      return openWith(sodium, openKeyring(sodium, keyring, passphrase))
    },
    async destroy() {
      await new Dexie(storeName, indexedDbParts).delete()
    },
  }
}

/** Reads the keyring through a connection that changes nothing, and refuses a store that a newer app has written. */
async function readKeyring(storeName: string, parts: IndexedDbParts): Promise<unknown> {
  const reader = new Dexie(storeName, parts)
  await reader.open()
  try {
    // Dexie multiplies its versions by ten, and opens a newer store without a word.
    if (reader.verno > vaultFormat) throw new ProblemError(newerVault)
    const keyring: unknown = await reader.table(keyringTable).get('keyring')
    if (keyring === undefined) throw new ProblemError(damagedVault('This vault has no keyring.'))
    return keyring
  } finally {
    reader.close()
  }
}
