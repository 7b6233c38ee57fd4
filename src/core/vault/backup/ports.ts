/** A backup file to read, wherever it lies. */
export interface BackupSource {
  readonly size: number
  /** The bytes from `from` up to `to`, or up to the end where it is shorter. */
  read(from: number, to: number): Promise<Uint8Array>
}

/** Where a backup is written, in order. */
export type BackupSink = (bytes: Uint8Array) => Promise<void>

/** How long work is watched and stopped. */
export interface Watch {
  onProgress(done: number, total: number): void
  readonly signal: AbortSignal
}

/** What opens a backup: the passphrase, or the recovery code, that opened the vault when it was made. */
export type BackupSecret = { readonly kind: 'passphrase'; readonly passphrase: string } | { readonly kind: 'code'; readonly code: string }
