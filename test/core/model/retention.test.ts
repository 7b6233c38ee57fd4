import { addYears, differenceInYears, parseISO } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate, dayAfter, instant, type CalendarDate } from '../../../src/core/model/dates.ts'
import { legalHold } from '../../../src/core/model/person.ts'
import { mayBeErased, retentionFacts, retentionInWords, retentionOf, type RetentionFacts } from '../../../src/core/model/retention.ts'
import { afterImport, preview, table } from './caseload-builders.ts'
import { aPerson } from './people.ts'

const day = (text: string): CalendarDate => calendarDate.parse(text)
const hold = legalHold.parse({ since: '2026-11-24T09:00:00.000Z', by: 'Nadia Clegg', because: 'The coroner has asked for everything.' })

/** A day about so many years after another: where the rule turns. */
const near = (from: CalendarDate, years: number, days: number): CalendarDate => dayAfter(addYears(parseISO(from), years).getTime(), days)

const anyDay = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => dayAfter(date.getTime(), 0))
const anyFacts: fc.Arbitrary<RetentionFacts> = fc.record({
  died: fc.option(anyDay, { nil: undefined }),
  ended: fc.option(anyDay, { nil: undefined }),
  hold: fc.option(fc.constant(hold), { nil: undefined }),
})

describe('how long a record is kept', () => {
  it('[R75] nothing may be erased before 20 whole years after treatment or 10 after death, for all days', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, fc.constantFrom(10, 20), fc.integer({ min: -400, max: 400 }), (facts, anyway, later, days) => {
        const today = near(facts.died ?? facts.ended ?? anyway, later, days)
        const [from, least] = facts.died ? [facts.died, 10] : [facts.ended, 20]
        const whole = from ? differenceInYears(parseISO(today), parseISO(from)) : 0
        expect(mayBeErased(retentionOf(facts, today)) && whole < least).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('[R75] it is erasable from the day after, and stays so, for all days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.boolean(), (from, today, dead) => {
        const facts = dead ? { died: from } : { ended: from }
        const kept = retentionOf(facts, today)
        if (!('until' in kept)) throw new Error('this has an end')
        expect(mayBeErased(kept)).toBe(today > kept.until)
        expect(mayBeErased(retentionOf(facts, kept.until))).toBe(false)
        expect(mayBeErased(retentionOf(facts, dayAfter(parseISO(kept.until).getTime(), 1)))).toBe(true)
      }),
    )
  })

  it('[R76] under a legal hold, or while somebody is with the team, nothing is ever erasable, for all days', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, today) => {
        expect(retentionOf({ ...facts, hold }, today)).toEqual({ kind: 'held', hold })
        expect(mayBeErased(retentionOf({ ...facts, died: undefined, ended: undefined }, today))).toBe(false)
      }),
    )
  })

  it('[R75] what is newly known of contact never makes it shorter, for all days', () => {
    fc.assert(
      fc.property(fc.array(anyDay, { maxLength: 5 }), anyDay, (days, another) => {
        const person = aPerson({ step: 'Moved on' })
        const [before, after] = [retentionFacts(person, days), retentionFacts(person, [...days, another])]
        expect((after.ended ?? '') >= (before.ended ?? '')).toBe(true)
      }),
    )
  })

  it('[R75] only somebody who has moved on has an end of treatment', () => {
    expect(retentionFacts(aPerson({ step: 'Active' }), [day('2026-01-05')]).ended).toBeUndefined()
    expect(retentionFacts(aPerson({ step: 'Moved on' }), [day('2026-11-23')]).ended).toBe('2026-11-23')
  })

  it('[R77] says until when, and why', () => {
    const today = day('2026-11-24')
    expect(retentionInWords(retentionOf({ ended: day('2026-11-02') }, today))).toBe(
      'Kept until 2 November 2046, because the team last knew of contact on 2 November 2026 and a mental-health record is kept for 20 years after treatment ends.',
    )
    expect(retentionInWords(retentionOf({ died: day('2010-02-28'), ended: day('2009-01-01') }, today))).toContain('ended on 28 February 2020, because they died on 28 February 2010')
    expect(retentionInWords(retentionOf({ hold }, today))).toBe('Kept until the legal hold is lifted. The reason for the hold: The coroner has asked for everything.')
    expect(retentionInWords(retentionOf({}, today))).toBe('Kept while they are with the team, and for 20 years after that.')
  })

  it('[R76] an import of the caseload does not lift a hold', () => {
    const known = aPerson({ legalHold: { ...hold, since: instant.parse('2026-11-20T09:00:00.000Z') } })
    const [person] = afterImport([known], preview(table({ Keyworker: 'Sam Wood' }), { existing: [known] }))
    expect(person).toMatchObject({ keyworker: 'Sam Wood', legalHold: { because: hold.because } })
  })
})
