/** Bounds on what one colleague's device says while two catch up with each other: see SPEC.md, L. */
export const catchUpLimits = {
  /** Bytes of one message: a whole document and the papers beside it. */
  message: 26 * 1024 * 1024,
  /** People of whom one message may speak. */
  rows: 5_000,
  /** Papers of one person that one message names or brings; what is more comes with the next one. */
  papers: 200,
  /** Characters of one paper, and of all that one message brings. */
  paper: 4_500_000,
  papersAtOnce: 6_000_000,
  stateVector: 128 * 1024,
  /** Questions that one device may ask in a second, and at once. */
  perSecond: 100,
  atOnce: 5_000,
  /** Messages that may wait to be read: an honest device has few under way. */
  waiting: 64,
  /** Messages sent amiss that are borne; the next one ends the conversation. */
  amiss: 3,
  /** How long an answer may take, milliseconds: a large document crosses a slow network. */
  answerWithin: 120_000,
  /** How long after a fault at this device the two meet anew; twice as long after each further one, until something was taken in, milliseconds. */
  meetAgainAfter: 30_000,
  meetAgainAtMost: 600_000,
} as const
