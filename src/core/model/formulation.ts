import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { longestComment, longestQuote } from './comment.ts'
import { calendarDate, instant } from './dates.ts'
import { namedPerson } from './decision.ts'
import { entryId } from './ids.ts'
import { longestSuggestion } from './suggestion.ts'

export const waysMade = ['Together with the person', 'By the team only'] as const
export type WayMade = (typeof waysMade)[number]

/** A formulation is never a finding: at most it is one that the person recognises. */
export const standings = ['First thoughts', 'A working hypothesis', 'One that the person recognises', 'No longer fits'] as const
export type Standing = (typeof standings)[number]

/** Comments open at one read-back, and replies to each, at the most: see SPEC.md, R. */
export const mostOpenComments = 100

const said = { id: entryId, text: z.string().min(1).max(longestComment), by: namedPerson, at: instant }

/** A remark on the formulation that nobody had resolved when the decision was read back. */
export const openComment = canonicalObject({
  ...said,
  /** The words that it is about. */
  quote: z.string().max(longestQuote),
  replies: z.array(canonicalObject(said)).max(mostOpenComments),
})
export type OpenComment = z.infer<typeof openComment>

/** Suggestions open at one read-back, at the most: see SPEC.md, R. */
export const mostOpenSuggestions = 100

/** A change to the formulation that somebody had suggested and nobody had accepted or declined when it was read back. */
export const openSuggestion = canonicalObject({
  id: entryId,
  by: namedPerson,
  /** Whether their device has signed that they wrote it; else the name is what they said of themselves. */
  proved: z.boolean(),
  at: instant,
  /** The words that it would take out, and those that it would put in. */
  takesOut: z.string().max(longestSuggestion),
  putsIn: z.string().max(longestSuggestion),
})
export type OpenSuggestion = z.infer<typeof openSuggestion>

/** Who wrote the text as it stands: by name only whose device has signed it. */
export const formulationWriting = canonicalObject({
  writers: z.array(canonicalObject({ by: namedPerson, characters: z.int().min(1).max(10_000_000) })).max(60),
  /** Characters that nobody is proved to have written. */
  unproved: z.int().min(0).max(10_000_000),
})
export type FormulationWriting = z.infer<typeof formulationWriting>

/**
 * What an outcome says of its formulation beside the text. Of how it was made, how sure it is and when the person saw it,
 * there is more than one answer where people wrote apart and nobody had chosen, and none where nobody had said.
 */
export const formulationAbout = canonicalObject({
  made: z.array(z.enum(waysMade)).max(waysMade.length),
  standing: z.array(z.enum(standings)).max(standings.length),
  sharedOn: z.array(calendarDate).max(10),
  authors: z.array(namedPerson).max(60),
  ...formulationWriting.shape,
  comments: z.array(openComment).max(mostOpenComments),
})

export const formulationAboutNow = canonicalObject({ ...formulationAbout.shape, suggestions: z.array(openSuggestion).max(mostOpenSuggestions) })

/** `suggestions` are there from version 3 of an outcome on. */
export type FormulationAbout = z.infer<typeof formulationAbout> & { readonly suggestions?: readonly OpenSuggestion[] }
