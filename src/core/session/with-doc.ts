import type * as Y from 'yjs'
import type { Vault } from '../vault/vault.ts'

/** Opens a document of the vault for as long as `work` takes, and lets go of it whatever becomes of that. */
export async function withDoc<T>(vault: Vault, id: string, work: (doc: Y.Doc) => T | Promise<T>): Promise<T> {
  const stored = await vault.openDoc(id)
  try {
    return await work(stored.doc)
  } finally {
    await stored.release()
  }
}
