import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { directoryLimits, readDirectory, type DirectoryReading } from '../../../src/core/model/open-referral.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { serviceLimits } from '../../../src/core/model/service.ts'
import { pollution } from '../../fuzz/pollution.ts'

const today = calendarDate.parse('2026-12-01')
const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '../../fixtures/directory', name))
const readJson = (...values: unknown[]): DirectoryReading => readDirectory(values.map((value, index) => ({ name: `page-${index + 1}.json`, bytes: utf8.encode(JSON.stringify(value)) })), today)
const readText = (text: string): DirectoryReading => readDirectory([{ name: 'page.json', bytes: utf8.encode(text) }], today)
const aService = { id: 'one', name: 'Canal Walkers' }
const page = (contents: unknown[], number = 1, of = 1): object => ({ page_number: number, total_pages: of, contents })
const urlOf = (url: unknown): unknown => readJson({ ...aService, url }).services[0]?.url
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'read'
}

describe('a directory in the form of Open Referral UK', () => {
  it('[D200] says of each service what it is, for whom, where, how to reach it, what it costs and how old its entry is', () => {
    const { services, problems, whole, out } = readDirectory([{ name: 'west-side.json', bytes: fixture('west-side.json') }], today)
    expect({ problems, whole, out, count: services.length }).toEqual({ problems: [], whole: true, out: 0, count: 5 })
    const [walkers, desk, kitchen, , singers] = services
    expect(walkers).toMatchObject({
      name: 'Canal Walkers',
      organisation: 'Towpath Trust',
      description: 'Slow walks along the canal, with a flask and no hurry.\nDogs are welcome.',
      state: 'active',
      needs: ['company', 'being active'],
      areas: ['Kirkstall', 'Armley'],
      youngest: 18,
      contacts: [
        { kind: 'phone', value: '0113 496 0201', about: 'the walk leader' },
        { kind: 'email', value: 'walks@towpath.example', about: '' },
        { kind: 'place', value: '1 Example Wharf, Leeds, LS5 0ZZ', about: 'Lock House' },
      ],
      url: 'https://example.org/canal-walkers',
      opening: ['Monday, Thursday 10:00 to 12:00'],
      costs: ['Free'],
      access: ['The first mile is level and paved'],
      changedAt: '2026-10-20T08:30:00.000Z',
    })
    expect(desk).toMatchObject({
      contacts: [{ value: '0113 496 0212' }, { kind: 'person', value: 'Noor Haddad', about: 'Adviser' }, { value: '0113 496 0213', about: 'direct' }, { kind: 'email', value: 'noor@bramley-advice.example' }],
      eligibility: 'Whoever rents in Bramley.',
      howToAsk: 'Ring, or come in on a Friday.',
      costs: ['First talk: £0 always'],
      checkedOn: '2026-09-01',
    })
    expect(kitchen?.languages).toEqual(['Polish', 'ur'])
    expect(singers).toMatchObject({ state: 'temporarily closed', alert: 'Between rooms until spring.' })
  })

  it('[D200] is a page, several pages, a list of services or one service, and what it holds beside is left alone', () => {
    for (const value of [page([aService]), [aService], aService, { ...page([{ ...aService, unheard_of: { deep: [1] } }]), also: 'this' }]) {
      expect(readJson(value)).toMatchObject({ services: [{ source: 'one', name: 'Canal Walkers' }], problems: [] })
    }
    const other = { id: 'two', name: 'Evening Kitchen', attributes: [{ taxonomy_term: { name: 'Food' } }, { label: 'Wheelchair', value: 'yes' }] }
    const { services } = readJson(page([aService], 1, 2), page([other], 2, 2))
    expect(services.map(({ source, needs }) => [source, needs])).toEqual([['one', []], ['two', ['Food']]])
  })

  it('[D206] is whole only where its pages say that they are all there are', () => {
    expect(readJson(page([aService])).whole).toBe(true)
    expect(readJson(page([aService], 1, 2), page([{ ...aService, id: 'two' }], 2, 2)).whole).toBe(true)
    expect(readJson(page([aService], 0, 1)).whole).toBe(true)
    for (const part of [[aService], aService, page([aService], 1, 2), page([aService], 2, 2), { contents: [aService] }]) expect(readJson(part).whole).toBe(false)
    expect(readJson(page([aService], 1, 2), page([{ ...aService, id: 'two' }], 1, 2)).whole).toBe(false)
  })

  it('[D201] names each wrong entry and field with its place and the remedy, and the good ones come in', () => {
    const { services, problems, out } = readDirectory([{ name: 'later.json', bytes: fixture('west-side-later.json') }], today)
    expect(services.map(({ name }) => name)).toEqual(['Canal Walkers', 'Rent and Repairs Desk', 'Next Step Tutors', 'Sunday Singers', 'Repair Café', 'Bench by the River'])
    expect(out).toBe(1)
    expect(problems.map(({ place, out: stays }) => [place, stays])).toEqual([
      ['Entry 6: name', true],
      ['Entry 7: url', false],
      ['Entry 7: last_modified', false],
      ['Entry 7: attributes', false],
      ['Entry 7: minimum_age', false],
    ])
    for (const { wrong, remedy } of problems) expect(wrong && remedy).toMatch(/\.$/)
    expect(services.at(-1)).not.toMatchObject({ youngest: 70 })
  })

  it('[D201] of two entries with one id the first comes in, and what is no service is named', () => {
    const { services, problems, out } = readJson([aService, { ...aService, name: 'Another' }, 'text', null, [], { name: 'No id' }, { id: 'x'.repeat(201), name: 'y' }])
    expect(services.map(({ name }) => name)).toEqual(['Canal Walkers'])
    expect(problems.map(({ place }) => place)).toEqual(['Entry 2: id', 'Entry 3', 'Entry 4', 'Entry 5', 'Entry 6: id', 'Entry 7: id'])
    expect(out).toBe(6)
  })

  it('[D203] takes an address of http or https, and no other', () => {
    expect(urlOf('https://example.org/a?b=c')).toBe('https://example.org/a?b=c')
    expect(urlOf('http://example.org')).toBe('http://example.org')
    for (const url of ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//example.org', 'example.org', 'ftp://example.org', `https://example.org/${'x'.repeat(500)}`, 7, {}]) {
      const { services, problems } = readJson({ ...aService, url })
      expect([services[0]?.url, problems.length > 0]).toEqual([undefined, true])
    }
  })

  it('[D204] what is too large, too deep, not whole or holds no services is refused in a sentence', () => {
    expect(codeOf(() => readDirectory([{ name: 'a', bytes: new Uint8Array(directoryLimits.bytes + 1) }], today))).toBe('directory-too-large')
    expect(codeOf(() => readText(nested(directoryLimits.depth + 1)))).toBe('directory-too-large')
    expect(codeOf(() => readText(`[${'0,'.repeat(directoryLimits.values)}0]`))).toBe('directory-too-large')
    expect(codeOf(() => readJson(Array.from({ length: directoryLimits.services + 1 }, (_, id) => ({ id: `${id}`, name: 'x' }))))).toBe('directory-too-large')
    expect(codeOf(() => readJson(...Array.from({ length: directoryLimits.files + 1 }, () => aService)))).toBe('directory-too-large')
    expect(codeOf(() => readText('{"contents": ['))).toBe('directory-not-json')
    expect(codeOf(() => readDirectory([{ name: 'a', bytes: Uint8Array.of(0xff, 0xfe) }], today))).toBe('directory-not-json')
    for (const text of ['{}', '[]', '1', 'null', '{"contents": []}', '{"resourceType": "Bundle"}']) expect(codeOf(() => readText(text))).toBe('directory-no-services')
    expect(readJson(Array.from({ length: directoryLimits.services }, (_, id) => ({ id: `${id}`, name: 'x' }))).services).toHaveLength(directoryLimits.services)
  })

  it('[D202] markup and formulas stay text, what cannot be seen goes, and what is long is shortened and said', () => {
    const { services, problems } = readJson({ id: 'one', name: '<b>Walk\u202Eers</b>', description: `=1+1\u0000 ${'x'.repeat(6_000)}`, alert: '<script>x</script>' })
    expect(services[0]).toMatchObject({ name: '<b>Walkers</b>', alert: '<script>x</script>' })
    expect(services[0]?.description).toHaveLength(serviceLimits.text)
    expect(problems).toMatchObject([{ place: 'Entry 1: description', out: false }])
  })

  it('[D202] takes what a file itself says, and nothing that every object has', () => {
    Reflect.set(Object.prototype, 'alert', 'planted')
    try {
      expect(readJson(aService).services[0]?.alert).toBe('')
    } finally {
      Reflect.deleteProperty(Object.prototype, 'alert')
    }
  })

  it('[D202] no more problems are listed than somebody reads, and the others are counted', () => {
    const { problems, more } = readJson(Array.from({ length: directoryLimits.problems + 7 }, () => 'no service'))
    expect([problems.length, more]).toEqual([directoryLimits.problems, 7])
  })

  const words = ['id', 'name', 'description', 'url', 'email', 'status', 'phones', 'number', 'contacts', 'title', 'organization', 'website', 'attributes', 'value', 'label', 'taxonomy_term', 'service_areas', 'minimum_age', 'maximum_age', 'last_modified', 'assured_date', 'service_at_locations', 'location', 'addresses', 'address_1', 'accessibility', 'cost_options', 'amount', 'schedules', 'byday', 'languages', '__proto__', 'constructor', 'toString']
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('2026-11-01', '0000-01-01T00:00:00+14:00', '9999-12-31', 'javascript:x', 'https://example.org', '" "', '\u2026'))
  const { any } = fc.letrec<{ any: unknown }>((tie) => ({ any: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(fc.constantFrom(...words), tie('any'))) }))
  const entry = fc.tuple(any, fc.dictionary(fc.constantFrom(...words), any)).map(([, fields]) => JSON.stringify({ id: 'one', name: 'A service', ...fields }))

  it('[D202] for all JSON values, a file is read or refused, within its limits, and no name reaches a prototype', () => {
    fc.assert(
      fc.property(fc.oneof(entry, any.map((value) => JSON.stringify(value) ?? 'null'), fc.array(entry, { maxLength: 3 }).map((entries) => `{"contents":[${entries.join(',')}]}`)), (text) => {
        const code = codeOf(() => readText(text))
        expect(code).toMatch(/^(read$|directory-)/)
        const services = code === 'read' ? readText(text).services : []
        expect(services.filter(({ name, description }) => name.length > serviceLimits.name || description.length > serviceLimits.text)).toEqual([])
        expect(services.filter(({ contacts, needs }) => Math.max(contacts.length, needs.length) > serviceLimits.list)).toEqual([])
        expect(pollution()).toEqual([])
      }),
      { numRuns: 600 },
    )
  })
})
