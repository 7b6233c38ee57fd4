/** What the channel itself proves of its two ends, each side's own first; empty where it proves nothing. */
export interface Binding {
  readonly mine: string
  readonly theirs: string
}

/** A channel that has just opened, before it is anybody's. Messages arrive in the order in which they were sent. */
export interface NewChannel {
  /** Whether this side made it. */
  readonly first: boolean
  /** Once the channel can tell: it may be heard before it can be told by what it was made. */
  readonly binding: () => Promise<Binding>
  readonly send: (message: Uint8Array) => void
  /**
   * Hands the channel over: from the next message on it is the room's.
   * @param early messages for the room that arrived while the last step was under way
   */
  readonly open: (early: readonly Uint8Array<ArrayBuffer>[]) => void
  readonly close: () => void
}

/** Meets whoever is at the other end of a new channel; everything that arrives until `open` is heard here alone. */
export type Greet = (channel: NewChannel) => { hear(message: Uint8Array<ArrayBuffer>): void; end(): void }
