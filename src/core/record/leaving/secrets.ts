import { plain } from '../../model/plain-text.ts'

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' })
/** A sentence this short says nothing by itself: "Yes, she did." */
const fewestWords = 4
/** Text at least this long is found inside a word too; what is shorter only as words of its own. */
const longEnough = 12

/** What marked passages say, to be found again wherever it is repeated. */
export interface Secrets {
  /** Whether `text` repeats a whole marked passage, or a whole sentence of one. */
  in(text: string): boolean
  /** Which of these lines, by index, hold any of what is repeated: it may run on from one line to the next. */
  across(lines: readonly string[]): ReadonlySet<number>
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
  const across = (lines: readonly string[]): ReadonlySet<number> => {
    const { text, parts } = joined(lines)
    const found = new Set<number>()
    for (const secret of said) {
      let first = 0
      for (const at of placesOf(secret, text)) {
        while ((parts[first]?.end ?? Infinity) <= at) first += 1
        for (let next = first; (parts[next]?.start ?? Infinity) < at + secret.length; next += 1) found.add(parts[next]?.index ?? 0)
      }
    }
    return found
  }
  return { across, in: (text) => across([text]).size > 0 }
}

/** Lines as one text that is compared, and where in it each of them stands; one without a word stands nowhere. */
function joined(lines: readonly string[]) {
  let end = -1
  const parts = lines.flatMap((line, index) => {
    const text = plain(line)
    if (text === '') return []
    const start = end + 1
    end = start + text.length
    return [{ index, text, start, end }]
  })
  return { text: parts.map(({ text }) => text).join(' '), parts }
}

/** Where `secret` begins in `text`, first to last. */
function* placesOf(secret: string, text: string): Generator<number> {
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
    if (secret.length >= longEnough || (!isLetter(text[at - 1]) && !isLetter(text[at + secret.length]))) yield at
  }
}

const isLetter = (char: string | undefined): boolean => char !== undefined && char !== ' '
