import type { BackupSource } from '../../core/session/backup/backup-desk.ts'

/** A file that somebody has chosen, read bit by bit. */
export const sourceOf = (file: Blob): BackupSource => ({
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})
