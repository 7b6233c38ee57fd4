import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { instant } from './dates.ts'
import { entryId } from './ids.ts'

/** Characters of what a person said, and of how it was given, at the most. */
export const longestWords = 5000
export const longestWayGiven = 200

/** As many words of one person are kept: what they say over many years. */
export const mostWords = 2_000

/** Something the person said, kept as it was said. It is added to, never edited: a correction names what it corrects. */
export const ownWords = canonicalObject({
  id: entryId,
  text: z.string().trim().min(1).max(longestWords),
  /** How it was given: `by phone`, `in person`, `through Ana, who cares for them`. */
  given: z.string().trim().min(1).max(longestWayGiven),
  writtenDownBy: z.string().trim().min(1).max(200),
  at: instant,
  corrects: entryId.optional(),
})
export type OwnWords = z.infer<typeof ownWords>

/** The words that stand: the newest of each chain of corrections, oldest first. */
export function standingWords(all: readonly OwnWords[]): OwnWords[] {
  const corrected = new Set(all.map(({ corrects }) => corrects))
  return all.filter(({ id }) => !corrected.has(id)).toSorted((a, b) => (a.at < b.at ? -1 : 1))
}
