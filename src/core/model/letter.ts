import { z } from 'zod'
import { calendarDate, instant } from './dates.ts'
import { digestHex } from './checkpoint.ts'
import { entryId, outcomeId, personId } from './ids.ts'
import { mark } from './mark.ts'

export const letterSectionKeys = [
  'talked',
  'told-us',
  'decided',
  'actions',
  'keyworker',
  'told',
  'review',
  'wrong',
  'reach',
  'crisis',
] as const
export const letterSectionKey = z.enum(letterSectionKeys)
export type LetterSectionKey = z.infer<typeof letterSectionKey>

/** Longest covering paragraph or reworded section, in characters. */
export const longestLetterText = 20_000

/** What the team has written over the words that come from the outcome; what is not here stands as it comes. */
export const letterWords = z.strictObject({
  covering: z.string().max(longestLetterText),
  reworded: z.partialRecord(letterSectionKey, z.string().max(longestLetterText)),
})
export type LetterWords = z.infer<typeof letterWords>

export const waysOfGiving = ['by hand', 'by post', 'read aloud', 'by e-mail through our own mail'] as const

export const giving = z.strictObject({
  on: calendarDate,
  how: z.enum(waysOfGiving),
  by: z.string().max(120),
  /** When this was noted. */
  at: instant,
  /** SHA-256 of the letter's HTML file, as it was given. */
  digest: digestHex,
})
export type Giving = z.infer<typeof giving>

/** A letter to the person about one outcome. Once it is given its words stay as they were. */
export const letter = z.strictObject({
  id: entryId,
  outcome: outcomeId,
  person: personId,
  words: letterWords,
  /** What was marked when it was first given: later marks do not change a letter that somebody holds. Absent in a draft. */
  givenWith: z.array(mark).max(5000).optional(),
  givings: z.array(giving).max(20),
  updatedAt: instant,
})
export type Letter = z.infer<typeof letter>
