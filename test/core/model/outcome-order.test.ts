import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantOf, type Instant } from '../../../src/core/model/dates.ts'
import { outcomeId, type OutcomeId } from '../../../src/core/model/ids.ts'
import { inOrder } from '../../../src/core/model/outcome-order.ts'
import type { Replacement } from '../../../src/core/model/outcome.ts'

interface Decided {
  readonly id: OutcomeId
  readonly readBackAt: Instant
  readonly replaces?: Replacement
}
const idOf = (number: number): OutcomeId => outcomeId.parse(number.toString(16).padStart(32, '0'))

/** Decisions, some of which replace an earlier one of them, or one that is not here, read back by clocks that say anything. */
const someDecisions: fc.Arbitrary<Decided[]> = fc
  .array(fc.record({ minute: fc.nat(5), replaces: fc.option(fc.nat(12)) }), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map(({ minute, replaces }, at) => ({
      id: idOf(at * 7 + 1),
      readBackAt: instantOf(minute * 60_000),
      ...(replaces !== null && { replaces: { outcome: idOf((replaces < at ? replaces : at + 90) * 7 + 1), because: 'It changed.' } }),
    })),
  )
const sorted = (all: readonly Decided[]): Decided[] => inOrder(all, (each) => each)

it('[J94] for all decisions and clocks, what replaces another comes after it, in whatever order they are given', () => {
  fc.assert(
    fc.property(
      someDecisions.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const order = sorted(shuffled)
        expect(order).toEqual(sorted(all))
        const ids = order.map(({ id }) => id)
        expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
        expect(order.filter(({ replaces }, at) => replaces && ids.indexOf(replaces.outcome) > at)).toEqual([])
      },
    ),
  )
})

it('[J94] for all decisions none of which replaces another, the time of reading back tells', () => {
  fc.assert(
    fc.property(someDecisions, (all) => {
      const times = sorted(all.map(({ id, readBackAt }) => ({ id, readBackAt }))).map(({ readBackAt }) => readBackAt)
      expect(times).toEqual(times.toSorted())
    }),
  )
})

it('[J94] decisions that say that they replace each other are in one order, too', () => {
  const [one, other] = [1, 2].map((number) => ({ id: idOf(number), readBackAt: instantOf(0), replaces: { outcome: idOf(3 - number), because: 'It changed.' } }))
  if (!one || !other) throw new Error('no decisions')
  expect(sorted([one, other])).toEqual(sorted([other, one]))
})
