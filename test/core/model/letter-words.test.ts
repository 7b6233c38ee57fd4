import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LetterWords } from '../../../src/core/model/letter.ts'
import { begunFrom, rewordedByBoth, typedOver } from '../../../src/core/model/letter-words.ts'

const text = fc.constantFrom('', 'one', 'another', 'a third')
const words: fc.Arbitrary<LetterWords> = fc.record({ covering: text, reworded: fc.record({ decided: text, review: text }, { requiredKeys: [] }) })
const parts = ({ covering, reworded }: LetterWords): (string | undefined)[] => [covering, reworded.decided, reworded.review]

describe('what two windows write in a letter', () => {
  it('[R248] for all words, what was typed here stands where it was typed, and what stands now everywhere else', () => {
    fc.assert(
      fc.property(words, words, words, (from, typed, now) => {
        const [before, mine, theirs] = [parts(from), parts(typed), parts(now)]
        expect(parts(typedOver(from, typed, now))).toEqual(mine.map((part, at) => (part === before[at] ? theirs[at] : part)))
      }),
    )
  })

  it('[R248] for all words, a part is called reworded by both where both changed it, and not alike', () => {
    fc.assert(
      fc.property(words, words, words, (from, typed, now) => {
        const [before, mine, theirs] = [parts(from), parts(typed), parts(now)]
        const both = mine.filter((part, at) => part !== before[at] && theirs[at] !== before[at] && theirs[at] !== part)
        expect(rewordedByBoth(from, typed, now)).toHaveLength(both.length)
      }),
    )
  })

  it('[R248] for all words, typing on from what is shown changes nothing of what both have reworded', () => {
    fc.assert(
      fc.property(words, words, words, (from, typed, now) => {
        const shown = typedOver(from, typed, now)
        expect(rewordedByBoth(begunFrom(from, typed, now), shown, now)).toEqual(rewordedByBoth(from, typed, now))
        expect(typedOver(begunFrom(from, typed, now), shown, now)).toEqual(shown)
      }),
    )
  })
})
