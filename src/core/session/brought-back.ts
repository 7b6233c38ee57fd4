import type { Vault } from '../vault/vault.ts'

/** Notes that a colleague's device has brought a document as it stands there: what was amiss of it here, its log included, is mended. */
export async function noteDocBack(vault: Vault, doc: string): Promise<void> {
  await vault.restored('snapshots', [doc])
  await vault.restored('updates', vault.findings.get().flatMap(({ table, id }) => (table === 'updates' && id.startsWith(`${doc}/`) ? [id] : [])))
}
