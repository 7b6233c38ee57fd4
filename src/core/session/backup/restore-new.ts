import { ProblemError } from '../../model/problem.ts'
import type { Profile } from '../../model/profile.ts'
import type { BackupSecret, BackupSource } from '../../vault/backup/ports.ts'
import type { Vault, VaultKeeper } from '../../vault/vault.ts'
import { watchOf, type RestoreWatch } from './backup-desk.ts'
import { mergeRows } from './merge-rows.ts'
import { bringBack, lookThrough, type RestoreResult } from './restore-backup.ts'

/** Makes the vault of a backup anew. The file is looked through before anything is made. */
export async function restoreNew(
  keeper: VaultKeeper,
  source: BackupSource,
  secret: BackupSecret,
  passphrase: string | undefined,
  watch: RestoreWatch,
): Promise<{ vault: Vault; profile: Profile; result: RestoreResult }> {
  const backup = await keeper.readBackup(source, secret)
  try {
    const summary = await lookThrough(backup, watchOf(watch, 'looking through'))
    let made: { profile: Profile; result: RestoreResult } | undefined
    const vault = await keeper.restore(backup, passphrase, async (filling) => {
      const result = await bringBack(filling, backup, summary, { isNew: true, watch: watchOf(watch, 'bringing back'), merge: mergeRows })
      const profile = await filling.profile.get()
      if (!profile) throw withoutTeam()
      made = { profile, result }
    })
    if (!made) throw withoutTeam()
    return { vault, ...made }
  } finally {
    backup.forget()
  }
}

function withoutTeam(): ProblemError {
  return new ProblemError({
    code: 'backup-without-team',
    happened: 'This backup holds no team and no staff card that this MDT Huddle understands, so nobody could sit down at it.',
    kept: 'Nothing was made on this computer, and the file was left as it is.',
    todo: 'Set up your team here first, then restore the backup under Settings.',
  })
}
