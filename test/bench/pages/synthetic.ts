import { person, type Person } from '../../../src/core/model/person.ts'

const familyNames = ['Osei', 'Nkemelu', 'Carrow', 'Vale', 'Ashdown', 'Okafor', 'Linden', 'Marsh', 'Quill', 'Sato', 'Ferreira', 'Haddad']
const givenNames = ['Declan', 'Amara', 'Beth', 'Idris', 'Rowan', 'Mina', 'Tomas', 'Yusuf', 'Priya', 'Lena', 'Marek', 'Joy', 'Sam']

const cycle = <T>(values: readonly T[], index: number): T => {
  const value = values[index % values.length]
  if (value === undefined) throw new RangeError('nothing to choose from')
  return value
}

/** Repeatable, evenly spread numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** People who do not exist, as many as are wanted. */
export function madeUpPeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) =>
    person.parse({
      id: index.toString(16).padStart(32, '0'),
      nhsNumber: { kind: 'absent', reason: 'Not yet traced' },
      familyName: `${cycle(familyNames, index)}-${index}`,
      givenName: cycle(givenNames, index),
      preferredName: '',
      title: 'Mx',
      born: `19${String(40 + (index % 60)).padStart(2, '0')}-0${1 + (index % 9)}-1${index % 10}`,
      gender: 'Not stated',
      pronouns: 'they/them',
      gpPractice: 'B86000',
      area: 'West Leeds',
      referredOn: '2026-10-01',
      referralSource: 'GP',
      referralRoute: 'Phone',
      step: cycle(['Referred', 'Active', 'Assessment'] as const, index),
      keyworker: index % 3 === 0 ? '' : 'Amara Nkemelu',
      contactPreference: 'Phone',
      language: 'English',
      interpreter: false,
      agreement: { kind: 'agreed', with: ['Council', 'VCFSE'] },
      nextReview: '2027-01-12',
      updatedAt: '2026-11-20T09:00:00.000Z',
    }),
  )
}
