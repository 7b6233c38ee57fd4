import { letterSectionKeys, type LetterSectionKey, type LetterWords } from './letter.ts'

/** What was typed, and the words that stood when that began. */
export interface Rewording {
  readonly from: LetterWords
  readonly words: LetterWords
}

export type LetterPart = 'covering' | LetterSectionKey
const letterParts: readonly LetterPart[] = ['covering', ...letterSectionKeys]

const partOf = ({ covering, reworded }: LetterWords, part: LetterPart): string | undefined => (part === 'covering' ? covering : reworded[part])

/** `words`, with one part as it stands in `source`. */
function withPart(words: LetterWords, part: LetterPart, source: LetterWords): LetterWords {
  if (part === 'covering') return { ...words, covering: source.covering }
  const { [part]: _former, ...others } = words.reworded
  const text = source.reworded[part]
  return { ...words, reworded: text === undefined ? others : { ...others, [part]: text } }
}

const typedIn = (from: LetterWords, typed: LetterWords): LetterPart[] => letterParts.filter((part) => partOf(typed, part) !== partOf(from, part))

/** The words that stand `now`, and over them each part that was `typed` since `from`. */
export const typedOver = (from: LetterWords, typed: LetterWords, now: LetterWords): LetterWords =>
  typedIn(from, typed).reduce((words, part) => withPart(words, part, typed), now)

/** What was typed began from these words: as they stood at first where it was typed in, and as they stand `now` in every other part. */
export const begunFrom = (from: LetterWords, typed: LetterWords, now: LetterWords): LetterWords =>
  typedIn(from, typed).reduce((words, part) => withPart(words, part, from), now)

/** Parts that somebody else reworded, in other words, since this typing in them began. */
export const rewordedByBoth = (from: LetterWords, typed: LetterWords, now: LetterWords): LetterPart[] =>
  typedIn(from, typed).filter((part) => partOf(now, part) !== partOf(from, part) && partOf(now, part) !== partOf(typed, part))
