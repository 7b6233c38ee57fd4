import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idleRule, idleState, lockChoices } from '../../../src/core/session/idle-lock.ts'

const choice = fc.constantFrom(...lockChoices)
const second = 1000

it('[V30] a window in use is not locked; one that is not is warned for half a minute, then locked', () => {
  fc.assert(
    fc.property(choice, fc.integer({ min: 0, max: 2 ** 41 }), fc.nat(3_700_000), (minutes, lastUsed, idle) => {
      const rule = idleRule(minutes)
      const now = lastUsed + idle
      const { kind } = idleState(now, lastUsed, now - second, rule)
      const expected = idle >= rule.idleAfter ? 'lock' : idle >= rule.idleAfter - 30 * second ? 'warning' : 'in-use'
      expect(kind).toBe(expected)
    }),
  )
})

it('[V31] a clock that jumped while the computer slept locks at once, however short the idle time; one set back does not', () => {
  fc.assert(
    fc.property(choice, fc.integer({ min: 10 ** 9, max: 2 ** 41 }), fc.integer({ min: 120_000, max: 10 ** 9 }), (minutes, now, slept) => {
      expect(idleState(now, now, now - slept, idleRule(minutes))).toEqual({ kind: 'lock', because: 'slept' })
      expect(idleState(now - slept, now, now, idleRule(minutes))).toEqual({ kind: 'in-use' })
    }),
  )
})
