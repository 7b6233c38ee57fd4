/** Text as it is compared: one case, one kind of space, one form of each letter. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' })
/** A sentence this short says nothing by itself: "Yes, she did." */
const fewestWords = 4
/** Text at least this long is found inside a word too; what is shorter only as words of its own. */
const longEnough = 12

/** What marked passages say, to be found again wherever it is repeated. */
export interface Secrets {
  /** Whether `text` repeats a whole marked passage, or a whole sentence of one. */
  in(text: string): boolean
}

export function secretsOf(marked: readonly string[]): Secrets {
  const said = new Set<string>()
  for (const text of marked) {
    said.add(plain(text))
    for (const { segment } of sentences.segment(text)) {
      const sentence = plain(segment)
      if (sentence.split(' ').length >= fewestWords) said.add(sentence)
    }
  }
  said.delete('')
  return {
    in(text) {
      const here = plain(text)
      return [...said].some((secret) => (secret.length >= longEnough ? here.includes(secret) : hasWords(here, secret)))
    },
  }
}

function hasWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + words.length])) return true
  }
  return false
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
