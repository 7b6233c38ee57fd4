import { z } from 'zod'
import { instant, type Instant } from './dates.ts'
import { namedPerson, type NamedPerson } from './decision.ts'
import { entryId, type EntryId } from './ids.ts'

/** A comment or a reply at its longest, in characters. */
export const longestComment = 2_000

/** The words that a comment is about, as they were when it was written, at the longest. */
export const longestQuote = 300

const itemName = z.strictObject({ client: z.int().min(0), clock: z.int().min(0) })

/** A Yjs relative position as JSON: it stays with the letter beside it, wherever that goes. */
export const place = z.strictObject({
  type: itemName.optional(),
  tname: z.string().max(100).optional(),
  item: itemName.optional(),
  assoc: z.int().min(-1).max(0).optional(),
})

export type Place = z.infer<typeof place>

/** A stretch of text: from its first letter to its last. */
export const anchor = z.strictObject({ start: place, end: place })
export type Anchor = z.infer<typeof anchor>

const said = { id: entryId, text: z.string().trim().min(1).max(longestComment), by: namedPerson, at: instant }

/** What is kept of a comment: each entry is written once and never changed, so that merging keeps them all. */
export const commentEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('comment'), ...said, quote: z.string().max(longestQuote), anchor }),
  z.strictObject({ kind: z.literal('reply'), ...said, to: entryId }),
  /** The words were cut out and set in elsewhere, as happens when a paragraph is split: they stand here now. */
  z.strictObject({ kind: z.literal('moved'), id: entryId, to: entryId, anchor, at: instant }),
])
export type CommentEntry = z.infer<typeof commentEntry>

export interface Reply {
  readonly id: EntryId
  readonly text: string
  readonly by: NamedPerson
  readonly at: Instant
}

export interface Comment extends Reply {
  /** The words that it is about as they were then. */
  readonly quote: string
  /** The words as they stand now; empty where the text was taken out. */
  readonly standing: string
  readonly replies: readonly Reply[]
  /** Who resolved it and when; undefined while it is open. */
  readonly resolved: { readonly by: string; readonly at: Instant } | undefined
}
