import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Effects } from '../../../src/core/model/effects.ts'
import type { IndexedDbParts } from '../../../src/core/vault/database.ts'
import { vaultKeeper, type VaultKeeperOptions } from '../../../src/core/vault/vault-keeper.ts'
import type { Left, Vault, VaultKeeper } from '../../../src/core/vault/vault.ts'
import { effects } from '../session/effects.ts'

export const passphrase = 'a long enough phrase'
export const storeName = 'mdt-huddle-team'

export interface TestInstallation {
  readonly parts: IndexedDbParts
  /** Another window, or the app started again, over the same store. */
  keeper(change?: Partial<VaultKeeperOptions>): VaultKeeper
  create(): Promise<Vault>
  unlock(): Promise<Vault>
}

/** One computer with an IndexedDB of its own and a cheap passphrase. */
export function installation(own: Partial<Effects> = {}): TestInstallation {
  const parts: IndexedDbParts = { indexedDB: new IDBFactory(), IDBKeyRange }
  const keeper = (change: Partial<VaultKeeperOptions> = {}): VaultKeeper =>
    vaultKeeper({ name: 'team', ...parts, effects: { ...effects, ...own }, cost: { passes: 1, memory: 8192 }, ...change })
  return { parts, keeper, create: () => keeper().create(passphrase), unlock: () => keeper().unlock(passphrase) }
}

/** A recovery code that somebody has on paper: it opens the vault. */
export async function keptCode(keeper: Pick<VaultKeeper, 'makeRecoveryCode'>, opens = passphrase, left?: Left): Promise<string> {
  const made = await keeper.makeRecoveryCode(opens, left)
  await made.keep()
  return made.code
}
