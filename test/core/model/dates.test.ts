import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageOn, calendarDate, clinicalDate, instantOf, plainDate, readDay } from '../../../src/core/model/dates.ts'
import { readDate } from '../../../src/core/model/caseload-cells.ts'
import { usualHours, workingHoursSince, workingTimeInWords } from '../../../src/core/model/working-time.ts'

const day = (text: string) => calendarDate.parse(text)
/** 24 November 2026 is a Tuesday. Local times, as the hours of a team are. */
const at = (date: number, hour: number, minute = 0): number => new Date(2026, 10, date, hour, minute).getTime()
const realDay = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((date) => day(date.toISOString().slice(0, 10)))

describe('days', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', ''])('[C25] %j is no day', (text) => {
    expect(calendarDate.safeParse(text).success).toBe(false)
  })

  it('[C25] staff read dd-Mmm-yyyy, people and screen readers the month in full', () => {
    expect([clinicalDate(day('2026-08-06')), plainDate(day('2026-08-06'))]).toEqual(['06-Aug-2026', '6 August 2026'])
  })

  it('[C25] an age turns on the birthday, also for those born on 29 February', () => {
    expect([ageOn(day('2000-02-29'), day('2026-02-28')), ageOn(day('2000-02-29'), day('2026-03-01'))]).toEqual([25, 26])
    expect([ageOn(day('1985-06-07'), day('2026-06-06')), ageOn(day('1985-06-07'), day('2026-06-07'))]).toEqual([40, 41])
  })

  it('[C25] for all days: however an extract writes it, the same day is read', () => {
    fc.assert(
      fc.property(realDay, (real) => {
        const [year = '', month = '', date = ''] = real.split('-')
        for (const written of [real, `${date}/${month}/${year}`, `${date}-${month}-${year}`, `${Number(date)}/${Number(month)}/${year}`, clinicalDate(real), clinicalDate(real).toUpperCase(), plainDate(real), `${date}/${month}/${year} 00:00:00`]) {
          expect(readDate(written)).toEqual({ kind: 'value', value: real })
        }
      }),
    )
  })

  it.each(['31/02/1990', '12/13/1980', 'soon', '7/6/85', '1985', '45123', '07/06/1985 or so'])('[C25] %s is not guessed at', (written) => {
    expect(readDate(written).kind).toBe('fault')
  })

  it('[C25] a day in another form than asked for is not read', () => {
    expect([readDay('7/6/1985', 'dd/MM/yyyy'), readDay('31/04/2026', 'dd/MM/yyyy')]).toEqual([undefined, undefined])
  })

  it('[C25] a moment has milliseconds and a Z', () => {
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z')
  })
})

describe('working time', () => {
  it.each([
    ['2026-11-24', at(24, 8), 'Less than a working hour'],
    ['2026-11-24', at(24, 9, 59), 'Less than a working hour'],
    ['2026-11-24', at(24, 10), '1 working hour'],
    ['2026-11-23', at(24, 11), '1 working day and 2 hours'],
    ['2026-11-20', at(23, 9), '1 working day'],
    ['2026-11-20', at(22, 15), '1 working day'],
    ['2026-11-10', at(24, 16), '10 working days'],
    ['2026-12-24', at(24, 16), 'Less than a working hour'],
  ])('[C26] from %s: Monday to Friday, nine to five', (since, now, words) => {
    expect(workingTimeInWords(workingHoursSince(day(since), now))).toBe(words)
  })

  it('[C26] for all moments it never runs backwards, and a week never counts more than five days', () => {
    fc.assert(
      fc.property(fc.integer({ min: at(1, 0), max: at(30, 0) }), fc.integer({ min: 0, max: 7 * 24 * 60 }), (now, minutes) => {
        const [before, after] = [workingHoursSince(day('2026-11-01'), now), workingHoursSince(day('2026-11-01'), now + minutes * 60_000)]
        expect(after).toBeGreaterThanOrEqual(before)
        expect(after - before).toBeLessThanOrEqual(5 * (usualHours.to - usualHours.from) + 1)
      }),
    )
  })
})
