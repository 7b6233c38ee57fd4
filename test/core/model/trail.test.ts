import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditEntry, auditKinds } from '../../../src/core/model/audit.ts'
import { calendarDate, dayOf } from '../../../src/core/model/dates.ts'
import { deviceId, personId } from '../../../src/core/model/ids.ts'
import { filterTrail, trailCsv, trailOf } from '../../../src/core/model/trail.ts'
import { laterDay, signedBy } from '../../fixtures/record/sample-addenda.ts'
import { sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'

const people = ['a', 'b'].map((letter) => personId.parse(letter.repeat(32)))
const anyEntry = fc
  .record({
    at: fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString()),
    by: fc.constantFrom('Nadia Clegg', 'Sam Wood'),
    kind: fc.constantFrom(...auditKinds),
    person: fc.option(fc.constantFrom(...people), { nil: undefined }),
    detail: fc.string({ maxLength: 40 }),
  })
  .map((entry) => auditEntry.parse(entry))

const on = (day: string) => calendarDate.parse(day)

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

describe('who saw and changed what', () => {
  it('[R81] a filter shows exactly what fits all of it, in order, for all lists and filters', () => {
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => dayOf(date.getTime()))
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 30 }),
        fc.record({ person: maybe(fc.constantFrom(...people)), by: maybe(fc.constantFrom('Nadia Clegg', 'Sam Wood')), kind: maybe(fc.constantFrom(...auditKinds)), from: maybe(day), until: maybe(day) }),
        (trail, filter) => {
          const found = filterTrail(trail, filter)
          const fits = ({ person, by, kind, at }: (typeof trail)[number]): boolean =>
            (!filter.person || person === filter.person) && (!filter.by || by === filter.by) && (!filter.kind || kind === filter.kind) && (!filter.from || dayOf(Date.parse(at)) >= filter.from) && (!filter.until || dayOf(Date.parse(at)) <= filter.until)
          expect(found).toEqual(trail.filter(fits))
        },
      ),
    )
  })

  it('[R81] what colleagues answered on their own devices stands in it, newest first; one’s own answer stands once', async () => {
    const sample = await signedSample(1)
    const { nurse } = await sampleTeam()
    const own = auditEntry.parse({ at: '2026-11-24T09:50:30.000Z', by: nurse.card.name, kind: 'signed', person: sample.outcome.person.id, detail: 'Signed the read-back as a true record' })
    const trail = trailOf([own], [{ id: sample.outcome.id, ...sample }], nurse.card.device)
    expect(trail.map(({ by, kind }) => `${by} ${kind}`)).toEqual(['Beth Carrow signed', 'Idris Vale refused', 'Amara Nkemelu signed'])
    expect(trailOf([], [{ id: sample.outcome.id, ...sample }], deviceId.parse('0'.repeat(32)))).toHaveLength(3)
  })

  it('[R211] an answer that came after filing stands in it as well, once, by whoever gave it', async () => {
    const sample = await signedSample(1)
    const late = [{ given: await signedBy(sample, (await sampleTeam()).socialWorker) }]
    const trail = trailOf([], [{ id: sample.outcome.id, ...sample, late }], deviceId.parse('0'.repeat(32)))
    expect(trail.map(({ at, by, kind }) => `${at} ${by} ${kind}`)[0]).toBe(`${laterDay} Idris Vale signed`)
    expect(trail).toHaveLength(4)
  })

  it('[R82] as CSV no cell starts like a formula, and every entry has its row', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 10 }), fc.constantFrom('=1+1', '@cmd', '+44', '-x', 'plain'), (trail, start) => {
        const entries = trail.map((entry) => ({ ...entry, by: start, detail: `${start} and more` }))
        const lines = trailCsv(entries, () => start).split('\r\n').filter(Boolean)
        expect(lines.length).toBeGreaterThanOrEqual(entries.length + 1)
        expect(lines.flatMap((line) => line.replace(/^\uFEFF/, '').split(',')).filter((cell) => /^"?[=@+-]/.test(cell))).toEqual([])
      }),
    )
  })

  it('[R82] a row says when, who, what, of whom, and in words', () => {
    const entry = auditEntry.parse({ at: '2026-11-24T09:50:00.000Z', by: 'Nadia Clegg', kind: 'viewed', person: people[0], detail: 'Opened the person’s page' })
    expect(trailCsv([entry], () => 'OSEI, Declan').split('\r\n')[1]).toMatch(/^24-Nov-2026 \d\d:50,Nadia Clegg,Viewed,"OSEI, Declan",Opened the person’s page$/)
    expect(filterTrail([entry], { from: on('2026-11-24'), until: on('2026-11-24') })).toEqual([entry])
    expect(filterTrail([entry], { from: on('2026-11-25') })).toEqual([])
    expect(filterTrail([entry], { until: on('2026-11-23') })).toEqual([])
  })
})
