/** Why a change was left out. */
export const refusalReasons = ['too-large', 'unreadable', 'too-many-parts', 'too-deep', 'foreign-content', 'not-theirs', 'does-not-fit', 'took-too-long'] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Something that a change builds on and that is not here: what this client wrote up to there. */
export type Awaited = readonly [client: number, upTo: number]

/** What the gate finds of one change. `wrote`: how far the sender's own window has written by it; 0 where it has not. */
export type Verdict =
  | { readonly kind: 'sound'; readonly wrote: number }
  /** It builds on something that is not here, the first of which is named where it may be on its way: nothing is wrong with it, and comparing brings both. */
  | { readonly kind: 'gap'; readonly wrote: number; readonly awaits?: Awaited | undefined }
  | { readonly kind: 'refused'; readonly because: RefusalReason }

/** Ends the reading of a change that is refused. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly because: RefusalReason

  constructor(because: RefusalReason) {
    super(because)
    this.because = because
  }
}
