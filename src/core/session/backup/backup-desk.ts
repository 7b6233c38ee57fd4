import type { FolderAbout } from '../../host.ts'
import { instantOf } from '../../model/dates.ts'
import { ProblemError } from '../../model/problem.ts'
import type { BackupSecret, BackupSource, Watch } from '../../vault/backup/ports.ts'
import { vaultLocked } from '../../vault/problems.ts'
import type { VaultKeeper } from '../../vault/vault.ts'
import type { DeskParts } from '../desk-parts.ts'
import type { BackupWatch, MadeBackup } from './make-backup.ts'
import type { RestoreResult } from './restore-backup.ts'

/** What somebody at the desk does about copies of the vault. */
export interface BackupDesk {
  backupsFolder(): Promise<FolderAbout>
  chooseBackupsFolder(folder: string): Promise<FolderAbout>
  /** @throws {ProblemError} `stopped`, `backup-differs`, `erased-meanwhile`, `disk-full`, `backups-unwritable` */
  makeBackup(watch: BackupWatch): Promise<MadeBackup>
  /**
   * Reads a backup through, and only if all of it holds merges it into what is here. Until then it can be stopped.
   * @throws {ProblemError} `not-a-backup`, `newer-backup`, `damaged-backup`, `wrong-passphrase`, `wrong-recovery-code`, `erased-under-hold`, `erased-not-in-the-record`, `stopped`
   */
  restoreBackup(source: BackupSource, secret: BackupSecret, watch: RestoreWatch): Promise<RestoreResult>
}

/** How far a restore is: the file is looked through, then brought back. */
export interface RestoreWatch {
  onProgress(step: 'looking through' | 'bringing back', done: number, total: number): void
  readonly signal: AbortSignal
}

export const watchOf = ({ onProgress, signal }: RestoreWatch, step: 'looking through' | 'bringing back'): Watch => ({
  // What is being brought back is not stopped half-way.
  signal: step === 'looking through' ? signal : new AbortController().signal,
  onProgress: (done, total) => onProgress(step, done, total),
})

export function backupDesk(parts: DeskParts, keeper: VaultKeeper | undefined, afterwards: () => Promise<void>): BackupDesk {
  const { host, vault, profile, effects } = parts
  return {
    backupsFolder: () => host.call('backups.about', null),
    chooseBackupsFolder: (folder) => host.call('backups.choose', { folder }),
    makeBackup: async (watch) => (await import('./make-backup.ts')).makeBackup(parts, watch),
    async restoreBackup(source, secret, watch) {
      if (!keeper) throw new ProblemError(vaultLocked)
      const [{ bringBack, lookThrough }, { mergeRowsAt }] = await Promise.all([import('./restore-backup.ts'), import('./merge-rows.ts')])
      const backup = await keeper.readBackup(source, secret)
      try {
        const summary = await lookThrough(backup, watchOf(watch, 'looking through'))
        const result = await bringBack(vault, backup, summary, { isNew: false, watch: watchOf(watch, 'bringing back'), merge: mergeRowsAt(effects.clock()) })
        const { madeAt, broughtBack } = result
        await vault.audit.add({ at: instantOf(effects.clock()), by: profile.get().card.name, kind: 'restored', detail: `Restored the backup of ${madeAt}: ${broughtBack} entries brought back` })
        await afterwards()
        return result
      } finally {
        backup.forget()
      }
    },
  }
}

export type { BackupSecret, BackupSource, BackupWatch, FolderAbout, MadeBackup, RestoreResult }
