import { diffLines, diffWordsWithSpace } from 'diff'

/** A stretch of text that two versions share, or that only one of them has. */
export interface ComparedPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** How long a comparison by words may take, in milliseconds; longer ones are made by lines, which is quick. */
const patience = 300

/** What became of the words of `before` in `after`, in reading order. */
export function compareTexts(before: string, after: string): ComparedPart[] {
  const changes = diffWordsWithSpace(before, after, { timeout: patience }) ?? diffLines(before, after)
  return changes.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }))
}

const words = (parts: readonly ComparedPart[], kind: ComparedPart['kind']): number =>
  parts.filter((part) => part.kind === kind).reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0)

const counted = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'word' : 'words'}`

/** `12 words added, 3 words taken out.` */
export function comparisonInWords(parts: readonly ComparedPart[]): string {
  if (parts.every(({ kind }) => kind === 'same')) return 'The words are the same.'
  return `${counted(words(parts, 'added'))} added, ${counted(words(parts, 'removed'))} taken out.`
}
