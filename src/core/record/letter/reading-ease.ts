import { flesch } from 'flesch'
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'

/** How easily a text reads, as two published formulas count it. A help to whoever writes, never a gate. */
export interface ReadingEase {
  /** Flesch reading ease, rounded; most text lies between 0 and 100, and more is easier. */
  readonly ease: number
  /** Age in years at which most people read it with ease: Flesch–Kincaid grade and five. */
  readonly age: number
  readonly words: number
  readonly meaning: string
}

const wordSegments = new Intl.Segmenter('en-GB', { granularity: 'word' })
const sentenceSegments = new Intl.Segmenter('en-GB', { granularity: 'sentence' })

const words = (text: string): string[] =>
  Array.from(wordSegments.segment(text)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))

/** @param paragraphs each ends a sentence, whether or not it ends with a full stop. @returns undefined where there is no word. */
export function readingEase(paragraphs: readonly string[]): ReadingEase | undefined {
  const sentences = paragraphs.flatMap((text) =>
    Array.from(sentenceSegments.segment(text), ({ segment }) => words(segment)).filter(({ length }) => length > 0),
  )
  const all = sentences.flat()
  if (all.length === 0) return undefined
  const counts = {
    sentence: sentences.length,
    word: all.length,
    syllable: all.reduce((total, word) => total + Math.max(1, syllable(word)), 0),
  }
  const ease = Math.round(flesch(counts))
  return { ease, age: Math.max(5, Math.round(fleschKincaid(counts)) + 5), words: all.length, meaning: meaningOf(ease) }
}

function meaningOf(ease: number): string {
  if (ease >= 90) return 'Very easy to read.'
  if (ease >= 80) return 'Easy to read.'
  if (ease >= 70) return 'Fairly easy to read.'
  if (ease >= 60) return 'Plain English: most people read it with ease.'
  if (ease >= 50) return 'Rather hard: shorter sentences and shorter words would help.'
  if (ease >= 30) return 'Hard: many people will not get to its end. Use shorter sentences and everyday words.'
  return 'Very hard: most people will not get to its end. Use short sentences and everyday words.'
}
