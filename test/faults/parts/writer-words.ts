/** What a writing window is asked to do. */
export interface Orders {
  readonly write: true
  readonly rest: true
  /** To the same page of a host that was started again. */
  readonly go: string
  /** Whether each transaction that writes is given up, after the first thing that it was asked for was granted. */
  readonly abort: boolean
}

/** What it says. */
export type Told =
  /** What it found in the vault: the numbers from 1 to `held`, `whole` if each stands there once, and the last one in a record. */
  | { readonly kind: 'opened'; readonly held: number; readonly whole: boolean; readonly record: number; readonly findings: number }
  /** The window said “Saved” with this number as the last. */
  | { readonly kind: 'saved'; readonly number: number }
  | { readonly kind: 'record-saved'; readonly number: number }
  | { readonly kind: 'not-saved'; readonly number: number; readonly because: string }
  /** Something that nobody had caught went wrong in the window. */
  | { readonly kind: 'failed'; readonly because: string }
