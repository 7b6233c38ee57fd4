import type { Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import { vaultLocked } from '../vault/problems.ts'
import type { CheckReport, Finding, Left, NewRecoveryCode, Vault, VaultKeeper, WaysIn } from '../vault/vault.ts'

/** What somebody at the desk does about the vault itself. */
export interface VaultDesk {
  /** What was found amiss in the store so far. Nothing of it was deleted. */
  readonly findings: Observable<readonly Finding[]>
  /** Whether this window holds something written that is not on the disk. */
  readonly unsaved: Observable<boolean>
  /** Opens every row there is. */
  checkVault(onProgress: (done: number, total: number) => void): Promise<CheckReport>
  /** @throws {ProblemError} `wrong-passphrase`, `too-many-tries`, `passphrase-too-short` */
  changePassphrase(current: string, next: string): Promise<void>
  /** A new code, stored nowhere; until it is kept any earlier one holds. @throws {ProblemError} as `changePassphrase` */
  makeRecoveryCode(passphrase: string): Promise<NewRecoveryCode>
  waysIn(): Promise<WaysIn>
  /** @throws {ProblemError} `no-key-store`, and as `changePassphrase` */
  trustComputer(passphrase: string, trusted: boolean): Promise<void>
}

/** @param left hears that something was done, and the second copy still opens in the former way */
export function vaultDesk(vault: Vault, keeper: VaultKeeper | undefined, left: Left): VaultDesk {
  const kept = (): VaultKeeper => {
    if (!keeper) throw new ProblemError(vaultLocked)
    return keeper
  }
  return {
    findings: vault.findings,
    unsaved: vault.unsaved,
    checkVault: (onProgress) => vault.check(onProgress),
    changePassphrase: async (current, next) => kept().changePassphrase(current, next, left),
    makeRecoveryCode: async (passphrase) => kept().makeRecoveryCode(passphrase, left),
    waysIn: async () => kept().waysIn(),
    trustComputer: async (passphrase, trusted) => kept().trustComputer(passphrase, trusted, left),
  }
}

export type { CheckReport, Finding, NewRecoveryCode, WaysIn }
