import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../../../src/core/model/dates.ts'
import type { Person } from '../../../../src/core/model/person.ts'
import { mergeRowsAt, mergeRows, type Merge, type MergedTable } from '../../../../src/core/session/backup/merge-rows.ts'
import { canonicalText } from '../../../../src/core/record/canonical.ts'
import { personRow } from '../../../fixtures/vault/rows.ts'

const at = fc.constantFrom('2026-11-01T09:00:00.000Z', '2026-11-02T09:00:00.000Z', '2026-11-03T09:00:00.000Z')
const word = fc.constantFrom('one', 'two', 'three')
const card = word.map((name) => ({ name, device: name }))
const given = fc.record({ kind: fc.constant('signed'), card, signature: word, at })
const filedReceipt = { at: '2026-11-02T10:00:00.000Z', folder: 'records', ledgerLine: 3 }
const place = fc.record({ at, folder: word, ledgerLine: fc.nat(3) })
const late = fc.uniqueArray(fc.record({ given, receipt: fc.option(place, { nil: undefined }) }, { requiredKeys: ['given'] }), { maxLength: 3, selector: (each) => canonicalText(each.given) })

/** Copies of one row, as several computers may come to hold it. An outcome is filed once: whoever knows of it knows the same. */
const copies: { readonly [K in MergedTable]: fc.Arbitrary<object> } = {
  people: fc.record(
    { id: fc.constant('1'), area: word, updatedAt: at, legalHold: fc.record({ since: at, by: word, because: word }), holdLiftedAt: at },
    { requiredKeys: ['id', 'area', 'updatedAt'] },
  ).map((person) => (person.legalHold && person.holdLiftedAt && person.legalHold.since <= person.holdLiftedAt ? { id: person.id, area: person.area, updatedAt: person.updatedAt, holdLiftedAt: person.holdLiftedAt } : person)),
  actions: fc.record({ id: fc.constant('1'), state: word, howItWent: word, updatedAt: at }),
  rooms: fc.record({ id: fc.constant('1'), room: word, secret: word }),
  huddles: fc.record({
    id: fc.constant('1'),
    about: fc.record({ state: fc.constantFrom('open', 'closing', 'closed') }),
    agenda: fc.array(fc.record({ id: word, state: fc.constantFrom('open', 'closed') }), { maxLength: 3 }),
    attendees: fc.array(word, { maxLength: 3 }),
  }),
  outcomes: fc.oneof(
    fc.tuple(fc.uniqueArray(given, { maxLength: 3, selector: canonicalText }), fc.option(place)).map(([answers, told]) => ({ id: '1', outcome: 'o', payload: 'p', answers: answers.toSorted((a, b) => (a.at + canonicalText(a) < b.at + canonicalText(b) ? -1 : 1)), ...(told && { told }) })),
    late.map((more) => ({ id: '1', outcome: 'o', payload: 'p', answers: [{ kind: 'signed', card: { name: 'filed', device: 'filed' }, signature: 'x', at: '2026-11-01T08:00:00.000Z' }], receipt: filedReceipt, ...(more.length > 0 && { late: more }) })),
  ),
  marks: fc.record({ id: fc.constant('1'), person: fc.constant('p'), marks: fc.uniqueArray(fc.record({ passage: word, because: word, by: word, at }), { selector: ({ passage }) => passage }) }),
  letters: fc.record(
    { id: fc.constant('1'), words: word, givenWith: fc.constant([]), givings: fc.uniqueArray(fc.record({ on: word, at }), { maxLength: 2, selector: canonicalText }), updatedAt: at },
    { requiredKeys: ['id', 'words', 'givings', 'updatedAt'] },
  ),
  disclosures: fc.record({ id: fc.constant('1'), way: word, ledger: fc.oneof(fc.record({ kind: fc.constant('placed'), line: fc.nat(3) }), fc.record({ kind: fc.constant('waiting'), sent: fc.constant([]) })) }),
  breakGlass: fc.record({ id: fc.constant('1'), because: word, review: fc.record({ by: word, at }) }, { requiredKeys: ['id', 'because'] }),
  deliveries: fc.record({ id: fc.constant('1'), state: fc.oneof(fc.record({ kind: fc.constantFrom('received', 'refused', 'taken-back'), at }), fc.record({ kind: fc.constant('waiting'), tries: fc.nat(3) })) }),
  services: fc.record({ id: fc.constant('1'), name: word, notListedSince: fc.option(word, { nil: undefined }), updatedAt: at }, { requiredKeys: ['id', 'name', 'updatedAt'] }),
}

const hold = (since: string) => ({ since: since as never, by: 'Nadia Clegg', because: 'A complaint' })
const mergeOf = (table: MergedTable): Merge<object> => mergeRows[table] as unknown as Merge<object>
const tables = Object.keys(copies) as MergedTable[]
const text = (row: unknown): string => canonicalText(row).replaceAll(/"answers":\[.*?\]/g, (list) => list)

const inNovember = (day: string) => instant.parse(`2026-11-${day}T10:00:00.000Z`)

describe('two copies of one row', () => {
  it.each(tables)('[V91] of %s: it does not matter which is which, in what order, nor how often', (table) => {
    const merge = mergeOf(table)
    fc.assert(
      fc.property(copies[table], copies[table], copies[table], (a, b, c) => {
        expect(text(merge(a, b))).toBe(text(merge(b, a)))
        expect(text(merge(merge(a, b), c))).toBe(text(merge(a, merge(b, c))))
        const once = merge(a, b)
        expect(text(merge(once, b))).toBe(text(once))
        expect(text(merge(once, a))).toBe(text(once))
        expect(text(merge(once, once))).toBe(text(once))
      }),
      { numRuns: 300 },
    )
  })

  it('[V92] what is older never takes the place of what is newer', () => {
    const [older, newer] = [personRow(1), { ...personRow(1), area: 'East Leeds', updatedAt: '2026-11-23T09:00:00.000Z' as never }]
    expect([mergeRows.people(older, newer), mergeRows.people(newer, older)]).toEqual([newer, newer])
  })

  it('[V92] [J71] of two agreements the newer stands, whatever else of the person changed since', () => {
    const declined: Person = { ...personRow(1), agreement: { kind: 'declined' }, agreementSince: inNovember('20'), updatedAt: inNovember('20') }
    const decidedLater: Person = { ...personRow(1), agreement: { kind: 'agreed', with: ['Council'] }, agreementSince: inNovember('02'), keyworker: 'Mei Tanaka', updatedAt: inNovember('25') }
    const merged = { ...decidedLater, agreement: { kind: 'declined' }, agreementSince: inNovember('20') }
    expect(mergeRows.people(declined, decidedLater)).toEqual(merged)
    expect(mergeRows.people(decidedLater, declined)).toEqual(merged)
  })

  it('[J59] a withdrawal stands against a copy that a clock noted which is ahead, whichever of the two comes from the backup, and however often', () => {
    const merge = mergeRowsAt(Date.parse('2026-11-22T09:00:00.000Z')).people
    const declined: Person = { ...personRow(1), agreement: { kind: 'declined' }, agreementSince: inNovember('20'), updatedAt: inNovember('20') }
    const ahead: Person = { ...personRow(1), agreement: { kind: 'agreed', with: ['Council'] }, agreementSince: inNovember('29'), updatedAt: inNovember('02') }
    for (const [here, there] of [[declined, ahead], [ahead, declined]] as const) {
      const merged = merge(here, there)
      expect([merged.agreement, (merged.agreementSince ?? '') > inNovember('29')]).toEqual([{ kind: 'declined' }, true])
      expect(merge(merged, there)).toEqual(merged)
    }
  })

  it('[V92] a hold that was lifted stays lifted, and one that was set since stands, whatever else changed', () => {
    const held = { ...personRow(1), legalHold: hold('2026-11-20T09:00:00.000Z') }
    const lifted = { ...personRow(1), holdLiftedAt: '2026-11-21T09:00:00.000Z' as never }
    expect(mergeRows.people(held, lifted)).toEqual(lifted)
    const again = { ...lifted, legalHold: hold('2026-11-22T09:00:00.000Z') }
    const changed = { ...personRow(1), updatedAt: '2026-11-24T09:00:00.000Z' as never }
    expect(mergeRows.people(mergeRows.people(changed, held), again).legalHold).toEqual(again.legalHold)
  })
})
