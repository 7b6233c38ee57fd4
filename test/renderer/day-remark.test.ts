import { expect, it } from 'vitest'
import { calendarDate } from '../../src/core/model/dates.ts'
import { dayRemark } from '../../src/renderer/huddle/decision/day-remark.ts'

const before = calendarDate.parse('2025-12-06')
const today = calendarDate.parse('2026-12-02')
const after = calendarDate.parse('2026-12-03')

it('[M198] a day that is promised and has passed, or that was and has not come, is said', () => {
  expect([before, today, after].map((day) => dayRemark(day, 'ahead', today))).toEqual(['This day has passed.', undefined, undefined])
  expect([before, today, after].map((day) => dayRemark(day, 'behind', today))).toEqual([undefined, undefined, 'This day has not come yet.'])
  expect(dayRemark(undefined, 'ahead', today)).toBeUndefined()
})
