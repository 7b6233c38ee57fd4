/** A second copy as it stands: which base it has, and how far it has been written, in the host's own measure. */
export interface TwinState {
  readonly generation: number
  readonly end: number
}

export interface TwinFound extends TwinState {
  readonly vault: string
  /** False where something in its midst is damaged. */
  readonly sound: boolean
  /** When it was last written, in milliseconds. */
  readonly at: number
}

/**
 * Where the second copies of the vaults of one store are kept, outside of the browser: of each a base and, after it, what was
 * committed since, entry by entry. All that goes there is sealed already. Each call rejects with what the host refused.
 */
export interface TwinHost {
  /** Last written first. */
  list(): Promise<readonly TwinFound[]>
  /** Resolves once the entry is on the disk. Refuses with `twin-missing` or `twin-damaged` where it cannot be added to. */
  append(vault: string, content: Uint8Array): Promise<TwinState>
  read(vault: string, generation: number, from: number): Promise<{ readonly entries: readonly Uint8Array[]; readonly next: number; readonly damaged: number }>
  stage(vault: string, part: string, index: number, content: Uint8Array): Promise<void>
  /** Puts a staged base in the place of the copy that is there, with what was added to it `since`. Refuses with `twin-moved`. */
  place(vault: string, part: string, entries: number, since: TwinState | undefined): Promise<TwinState & { readonly base: number }>
  discard(vault: string, part: string): Promise<void>
}

/** Bytes that an entry has at most. */
export const largestEntry = 32 * 1024 * 1024
