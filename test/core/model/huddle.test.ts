import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { attendee, colleagueColour, type Attendee } from '../../../src/core/model/huddle.ts'
import { instantOf } from '../../../src/core/model/dates.ts'

const colours = 6

const cameAt = (second: number, index: number): Attendee =>
  attendee.parse({
    card: {
      device: index.toString(16).padStart(32, '0'),
      name: 'Tom Reyes',
      role: 'Social worker',
      organisation: 'Council',
      organisationKind: 'Council',
      signingKey: 'A'.repeat(43),
      sealingKey: 'A'.repeat(43),
      guest: false,
    },
    arrivedAt: instantOf(second * 1000),
    where: 'remote',
  })

const arrivals = fc.array(fc.nat(100), { minLength: 1, maxLength: 20 }).map((seconds) => seconds.map(cameAt))

it('[M50] for all huddles: while there are colours enough, no two colleagues share one, in whatever order a screen learns of them', () => {
  fc.assert(
    fc.property(arrivals, (all) => {
      const seen = all.map(({ card }) => colleagueColour(all, card.device, colours))
      expect(new Set(seen).size).toBe(Math.min(all.length, colours))
      expect(all.map(({ card }) => colleagueColour(all.toReversed(), card.device, colours))).toEqual(seen)
    }),
  )
})

it('[M50] for all huddles: whoever comes later changes nobody’s colour', () => {
  fc.assert(
    fc.property(arrivals, (all) => {
      const grown = [...all, cameAt(101, all.length)]
      for (const { card } of all) expect(colleagueColour(grown, card.device, colours)).toBe(colleagueColour(all, card.device, colours))
    }),
  )
})
