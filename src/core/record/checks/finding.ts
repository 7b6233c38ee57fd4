/** What can be wrong with a records folder; `resources/record-format.md` says what each means. */
export const findingCodes = [
  'missing-ledger',
  'unreadable-line',
  'unknown-version',
  'removed-line',
  'moved-line',
  'duplicated-line',
  'forked-line',
  'broken-chain',
  'wrong-opening',
  'wrong-checkpoint',
  'wrong-signature',
  'wrong-card',
  'wrong-answer',
  'wrong-amendment',
  'cut-tail',
  'unknown-head',
  'missing-package',
  'unplaced-package',
  'missing-file',
  'extra-file',
  'unreadable-file',
  'edited-file',
  'differs-from-ledger',
  'wrong-folder',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** One thing that does not hold: where, and in a sentence what. */
export interface Finding {
  /** Relative to the records folder, with `/`. */
  readonly file: string
  /** From 1; only where the file is read by lines. */
  readonly line?: number
  readonly code: FindingCode
  readonly sentence: string
}
