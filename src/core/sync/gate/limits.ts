/** Bounds on one change of a document that a peer sends: see SPEC.md, L. */
export const updateLimits = {
  /** Bytes of one change; a whole document on its way to a newcomer is one. */
  bytes: 16 * 1024 * 1024,
  /** Pieces of text, values and deletions that one change may have. */
  parts: 200_000,
  /** Writers (Yjs clients) that one change may name: every opening of a document is one. */
  writers: 5_000,
  /** Characters of a name: of a place in the document, a kind of node, a key. */
  name: 256,
  /** Levels of a value within a value. */
  valueDepth: 32,
  /** Levels of a list in a list in a quotation. */
  nodeDepth: 64,
  /** Bytes of the formatting of one stretch of text. */
  format: 16 * 1024,
} as const

/** Bytes of a change that may be plain typing, which is examined where it is to be made. */
export const typingLimits = { bytes: 512 } as const

/** What may gather before the copies are told of it. */
export const keepUpLimits = { changes: 64, bytes: 64 * 1024 } as const

/** Bounds on what a peer says of who is here. */
export const presenceLimits = {
  bytes: 256 * 1024,
  /** Windows that one message may speak of; a huddle has 30 seats. */
  windows: 64,
  /** Bytes of what is said of one window. */
  state: 16 * 1024,
  valueDepth: 12,
} as const

/** Bounds on how often one peer may ask for everything that it lacks. */
export const compareLimits = { bytes: 128 * 1024, perSecond: 2, atOnce: 10 } as const

/** Bounds on what waits, of one peer, for what it builds on. */
export const earlyLimits = { changes: 32, bytes: 64 * 1024 } as const

/** How long one change may keep the gate busy before it is given up, milliseconds. */
export const gatePatience = 8_000

/**
 * Changes that one peer may send amiss, while the room is open, before it is cut off: sound ones between them excuse none.
 * Where the examination took too long this computer may have been busy, so that only as many in a row end it.
 */
export const refusalsBorne = 3
