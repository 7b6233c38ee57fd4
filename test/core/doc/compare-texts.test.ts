import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { comparisonInWords, compareTexts } from '../../../src/core/doc/compare-texts.ts'

const many = (word: string): string => Array.from({ length: 30_000 }, (_, index) => `${word}${index}`).join(' ')

it('[C77] a comparison says which words were added and which were taken out, and counts them', () => {
  const parts = compareTexts('Lost the flat in spring.', 'Lost the flat and the job in spring.')
  expect(parts).toEqual([
    { kind: 'same', text: 'Lost the flat ' },
    { kind: 'added', text: 'and the job ' },
    { kind: 'same', text: 'in spring.' },
  ])
  expect(comparisonInWords(parts)).toBe('3 words added, 0 words taken out.')
  expect(comparisonInWords(compareTexts('a b', 'a b'))).toBe('The words are the same.')
})

it('[C77] for all pairs of texts, what is the same or taken out is the one, and what is the same or added is the other', () => {
  const text = fc.array(fc.constantFrom('sleep', 'housing', ' ', '\n', '.', 'allotment', 'é', '👩‍🌾')).map((words) => words.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = compareTexts(before, after)
      const without = (kind: 'added' | 'removed'): string => parts.flatMap((part) => (part.kind === kind ? [] : part.text)).join('')
      expect([without('added'), without('removed')]).toEqual([before, after])
    }),
  )
})

it('[C77] two long texts with nothing in common are compared in bounded time', () => {
  const started = performance.now()
  const parts = compareTexts(many('a'), many('b'))
  expect(parts.length).toBeGreaterThan(0)
  expect(performance.now() - started).toBeLessThan(5_000)
})
