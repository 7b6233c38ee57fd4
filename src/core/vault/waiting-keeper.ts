import { copiesIn, presenceOf } from './store-presence.ts'
import type { TwinHost } from './twin/ports.ts'
import type { VaultKeeper } from './vault.ts'

/**
 * A keeper that knows at once whether there is a vault. The database and what opens it are fetched when they are first
 * asked for: the first page needs neither.
 */
export function waitingKeeper(name: string, indexedDB: Pick<IDBFactory, 'databases' | 'open'>, keeper: () => Promise<VaultKeeper>, twins?: TwinHost): VaultKeeper {
  return {
    presence: () => presenceOf(name, indexedDB, twins),
    copies: () => copiesIn(twins),
    bringBack: async (passphrase) => (await keeper()).bringBack(passphrase),
    create: async (passphrase, fill) => (await keeper()).create(passphrase, fill),
    expectPassphrase: () => void keeper().then(
      (kept) => kept.expectPassphrase(),
      () => undefined,
    ),
    unlock: async (passphrase) => (await keeper()).unlock(passphrase),
    recover: async (code, passphrase) => (await keeper()).recover(code, passphrase),
    changePassphrase: async (current, next, left) => (await keeper()).changePassphrase(current, next, left),
    makeRecoveryCode: async (passphrase, left) => (await keeper()).makeRecoveryCode(passphrase, left),
    waysIn: async () => (await keeper()).waysIn(),
    unlockWithComputer: async () => (await keeper()).unlockWithComputer(),
    trustComputer: async (passphrase, trusted, left) => (await keeper()).trustComputer(passphrase, trusted, left),
    readBackup: async (source, secret) => (await keeper()).readBackup(source, secret),
    restore: async (backup, passphrase, fill) => (await keeper()).restore(backup, passphrase, fill),
    destroy: async () => (await keeper()).destroy(),
  }
}
