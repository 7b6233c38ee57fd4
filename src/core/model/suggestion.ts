import { z } from 'zod'
import { place } from './comment.ts'
import { instant, type Instant } from './dates.ts'
import { namedPerson, type NamedPerson } from './decision.ts'
import { entryId, type EntryId } from './ids.ts'

/** What one suggestion puts in, or takes out, at the longest, in characters. */
export const longestSuggestion = 2_000

/** Which letters of a note, by the names that Yjs gave them when they were written; wherever they go, they keep them. */
export const letters = z
  .array(z.strictObject({ client: z.int().min(0), clock: z.int().min(0), length: z.int().min(1).max(longestSuggestion) }))
  .max(longestSuggestion)
export type Letters = z.infer<typeof letters>

/** What somebody would rather have: these letters out, these words in at this place. */
export const proposal = z.strictObject({
  removes: letters,
  /** The letters that it takes out, as they stood. */
  quote: z.string().max(longestSuggestion),
  place,
  /** A line for each paragraph. */
  adds: z.string().max(longestSuggestion),
})
export type Proposal = z.infer<typeof proposal>

/** What is kept of a suggestion. Only whoever made one changes it, and only while they write it. */
export const suggestionEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('suggestion'), id: entryId, by: namedPerson, at: instant, ...proposal.shape }),
  /** The letters were cut out and set in elsewhere, as happens when a paragraph is split: they stand here now. */
  z.strictObject({ kind: z.literal('moved'), id: entryId, to: entryId, at: instant, removes: letters, place }),
  /** Its words, as they were then, are in the text: these letters. */
  z.strictObject({ kind: z.literal('accepted'), id: entryId, to: entryId, by: z.string().max(200), at: instant, adds: proposal.shape.adds, added: letters }),
])
export type SuggestionEntry = z.infer<typeof suggestionEntry>

export interface Suggestion {
  readonly id: EntryId
  /** Who made it, as they say. Proof is in `client`. */
  readonly by: NamedPerson
  /** The Yjs client that wrote it: whose that is, its certificate says. */
  readonly client: number
  readonly at: Instant
  /** The words that it takes out as they stood, and as they stand now: empty where somebody took them out since. */
  readonly quote: string
  readonly standing: string
  readonly adds: string
  /** Who accepted or declined it and when; undefined while it is open. */
  readonly settled: { readonly how: 'accepted' | 'declined'; readonly by: string; readonly at: Instant } | undefined
}
