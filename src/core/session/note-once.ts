import type { AuditEntry } from '../model/audit.ts'
import { entryId } from '../model/ids.ts'
import { loadDigest } from '../record/digest.ts'
import { derivation } from '../record/ledger-writer.ts'
import type { FilingDesk } from './filing.ts'

/**
 * Puts an entry into the list of who did what that is there once, however often it is put: so that it can be written before
 * what it tells is kept, and neither is ever there without the other.
 * @param of what it is about, by ids; nobody can tell it from the entry's own id
 */
export async function noteOnce({ vault, profile }: Pick<FilingDesk, 'vault' | 'profile'>, of: readonly string[], entry: AuditEntry): Promise<void> {
  const derive = derivation(profile.signingSecret, await loadDigest())
  await vault.audit.takeIn([{ id: entryId.parse(derive(`noted ${entry.kind} ${of.join(' ')}`).slice(0, 32)), entry }])
}
