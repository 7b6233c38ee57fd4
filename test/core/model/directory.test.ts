import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { canIntroduce, directoryOf, planDirectory } from '../../../src/core/model/directory-import.ts'
import { choicesOf, findServices } from '../../../src/core/model/directory-search.ts'
import type { Service } from '../../../src/core/model/service.ts'
import { ageInWords, agesInWords, agoInWords, introductionText, isStale, reachInWords, standingInWords } from '../../../src/core/model/service-words.ts'
import { aService, asRead } from './services.ts'

const today = calendarDate.parse('2026-12-01')
const day = (text: string) => calendarDate.parse(text)
const kitchen = aService({ id: 'e'.repeat(32), source: 'kitchen', name: 'Evening Kitchen', needs: ['Food', 'Company'], areas: ['Armley'], organisation: 'St Example’s Hall', description: 'A hot meal.' })
const plan = (read: readonly Service[], existing: readonly Service[], whole = true) => planDirectory({ read: read.map(asRead), existing, directory: 'West side', whole, today })

describe('a directory that comes in again', () => {
  it('[D205] adds what is new, updates what differs and says what, and leaves the rest', () => {
    const changed = aService({ contacts: [], state: 'inactive' })
    expect(plan([aService()], [])).toMatchObject({ add: [{ source: 'walkers', directory: 'West side' }], update: [], unchanged: 0 })
    expect(plan([aService(), kitchen], [aService(), kitchen])).toEqual({ directory: 'West side', add: [], update: [], unchanged: 2, gone: [] })
    expect(plan([changed, kitchen], [aService(), kitchen])).toMatchObject({ add: [], update: [{ before: { id: aService().id }, changes: ['whether it runs', 'how to reach it'] }], unchanged: 1 })
  })

  it('[D205] lets the services of other directories be, the same id included', () => {
    const other = aService({ directory: 'East side' })
    expect(plan([kitchen], [other])).toMatchObject({ add: [{ source: 'kitchen' }], gone: [] })
    expect(plan([aService()], [other]).add).toHaveLength(1)
  })

  it('[D206] a service that a whole file lists no more stays and says since when, until it is listed again', () => {
    const { gone } = plan([kitchen], [aService(), kitchen])
    expect(gone).toEqual([{ ...aService(), notListedSince: today }])
    expect(standingInWords({ state: 'active', notListedSince: today })).toBe('No longer listed')
    expect(plan([kitchen], [...gone, kitchen]).gone).toEqual([])
    const { update } = plan([aService(), kitchen], [...gone, kitchen])
    expect(update).toMatchObject([{ changes: ['listed again'] }])
    expect(update[0]?.after).not.toHaveProperty('notListedSince')
  })

  it('[D206] a part of a directory says nothing of what it does not list', () => {
    expect(plan([kitchen], [aService(), kitchen], false).gone).toEqual([])
  })

  it('[D205] is taken for the directory that most of its services are known from', () => {
    expect(directoryOf([asRead(aService())], [])).toBeUndefined()
    expect(directoryOf([asRead(aService()), asRead(kitchen)], [aService({ directory: 'East side' }), aService(), kitchen])).toBe('West side')
  })
})

describe('a service in words', () => {
  it('[D207] says how long ago somebody last looked at its entry', () => {
    const said = ['2026-12-01', '2026-11-30', '2026-11-19', '2026-11-10', '2026-08-20', '2025-12-01', '2025-11-30', '2023-06-01'].map((each) => agoInWords(day(each), today))
    expect(said).toEqual(['today', 'yesterday', '12 days ago', '3 weeks ago', '3 months ago', 'a year ago', 'over a year ago', 'over 3 years ago'])
  })

  it('[D207] an entry at which nobody has looked for over a year, or of which nobody says, is said to be so', () => {
    expect(isStale({ checkedOn: day('2025-12-01') }, today)).toBe(false)
    expect(isStale({ checkedOn: day('2025-11-30') }, today)).toBe(true)
    expect(isStale({ changedAt: '2024-01-01T00:00:00.000Z' as never, checkedOn: day('2026-09-01') }, today)).toBe(false)
    expect(isStale({}, today)).toBe(true)
    expect([ageInWords({}, today), ageInWords({ checkedOn: day('2023-06-01') }, today)]).toEqual(['Nobody says', 'Over 3 years ago'])
  })

  it('[D207] says whom it is for, and whether it runs', () => {
    expect([{}, { youngest: 18 }, { oldest: 25 }, { youngest: 18, oldest: 64 }, { youngest: 0 }].map(agesInWords)).toEqual(['Any age', '18 and over', 'Up to 25', '18 to 64', 'Any age'])
    expect((['active', 'temporarily closed', 'inactive', 'defunct'] as const).map((state) => standingInWords({ state }))).toEqual(['', 'Closed for now', 'No longer running', 'No longer running'])
  })

  it('[D211] an introduction is its name and how to reach it, and what no longer runs is not offered', () => {
    expect(introductionText(aService())).toBe('Warm introduction to Canal Walkers, run by Towpath Trust: 0113 496 0201')
    expect(introductionText(aService({ organisation: 'Canal Walkers', contacts: [] }))).toBe('Warm introduction to Canal Walkers')
    expect(reachInWords(aService({ contacts: [{ kind: 'email', value: 'a@b.example', about: '' }, { kind: 'phone', value: '1', about: '' }, { kind: 'phone', value: '2', about: '' }], url: 'https://example.org' }))).toBe('1, a@b.example')
    expect(reachInWords(aService({ contacts: [], url: 'https://example.org' }))).toBe('https://example.org')
    expect((['active', 'temporarily closed', 'inactive', 'defunct'] as const).map((state) => canIntroduce(aService({ state })))).toEqual([true, true, false, false])
    const longest = aService({ name: 'n'.repeat(200), organisation: 'o'.repeat(200), contacts: [{ kind: 'phone', value: 'p'.repeat(300), about: '' }, { kind: 'email', value: 'e'.repeat(300), about: '' }] })
    expect(introductionText(longest).length).toBeLessThan(1_500)
  })
})

describe('finding services', () => {
  const services = [aService(), kitchen]
  const found = (filter: Partial<Parameters<typeof findServices>[1]>): string[] => findServices(services, { words: '', need: '', area: '', ...filter }).map(({ source }) => source)

  it('[D208] finds them by every word asked, by need and by area, whatever the capitals and accents', () => {
    expect(found({})).toEqual(['walkers', 'kitchen'])
    expect(found({ words: 'EVENING  hall' })).toEqual(['kitchen'])
    expect(found({ words: 'evéning canal' })).toEqual([])
    expect(found({ need: 'company' })).toEqual(['walkers', 'kitchen'])
    expect(found({ need: 'Company', area: 'armley' })).toEqual(['kitchen'])
    expect(found({ words: 'e' })).toEqual(['kitchen', 'walkers'])
  })

  it('[D208] offers each need and area once, with how many services have it', () => {
    expect(choicesOf(services, 'needs')).toEqual([{ value: 'company', count: 2 }, { value: 'Food', count: 1 }])
  })
})
