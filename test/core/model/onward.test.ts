import fc from 'fast-check'
import { expect, it } from 'vitest'
import { onward } from '../../../src/core/model/onward.ts'

it('[B10] however a clock is set, one that goes onward never runs back, and counts every step that the other makes forward', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -300_000_000, max: 300_000_000 }), { maxLength: 40 }), (steps) => {
      let now = 1_764_000_000_000
      const clock = onward(() => now)
      let before = clock()
      for (const step of steps) {
        now += step
        const after = clock()
        expect(after - before).toBe(Math.max(0, step))
        before = after
      }
    }),
  )
})
