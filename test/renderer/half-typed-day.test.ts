import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { register } from '../../src/core/doc/register.ts'
import { calendarDate } from '../../src/core/model/dates.ts'
import { heldValue, heldValues } from '../../src/core/model/decision.ts'
import { typeDay } from '../../src/renderer/huddle/decision/half-typed-day.ts'
import { countingRandom, now } from '../core/model/caseload-builders.ts'

function field() {
  let time = now
  const held = register(new Y.Doc().getMap('day'), calendarDate, { random: countingRandom(), clock: () => (time += 1000) })
  const colleague = (day: string) => held.write(calendarDate.parse(day), 'Alex Morgan')
  const type = (day: Date | null, half: ReturnType<typeof typeDay>) => typeDay(held, 'Sam Whitlock', day, half)
  return { held, colleague, type }
}

const [sixth, sixthOf203] = [new Date(2031, 11, 6), new Date(2031, 11, 6)]
sixthOf203.setFullYear(203)

describe('a day that is typed in a field which everybody shares', () => {
  it('[M195] a whole day is written at once, and nothing of one’s own is shown in place of what stands', () => {
    const { held, colleague, type } = field()
    const half = type(sixth, undefined)
    expect(half).toBeUndefined()
    expect(heldValue(held.read())).toBe('2031-12-06')
    colleague('2032-11-13')
    // Seen by whoever types on, so it gives way.
    expect(type(new Date(2033, 10, 13), half)).toBeUndefined()
    expect(heldValue(held.read())).toBe('2033-11-13')
  })

  it('[M195] a half typed day is shown and not written, and stands beside what a colleague wrote meanwhile', () => {
    const { held, colleague, type } = field()
    colleague('2030-01-01')
    const half = type(sixthOf203, undefined)
    expect(half?.day).toBe(sixthOf203)
    expect(heldValue(held.read())).toBe('2030-01-01')
    colleague('2032-11-13')
    expect(type(sixth, half)).toBeUndefined()
    expect(heldValues(held.read()).toSorted()).toEqual(['2031-12-06', '2032-11-13'])
  })

  it('[M195] a field that is emptied takes away only what stood when it was begun', () => {
    const { held, colleague, type } = field()
    colleague('2030-01-01')
    const half = type(new Date(Number.NaN), undefined)
    colleague('2032-11-13')
    expect(type(null, half)).toBeUndefined()
    expect(heldValue(held.read())).toBe('2032-11-13')
    expect(type(null, undefined)).toBeUndefined()
    expect(held.read().kind).toBe('empty')
  })
})
