import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc, type HuddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { itemId, newId, personId, type ItemId } from '../../../src/core/model/ids.ts'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { agendaWithReasons, checkRoomFor, discussItem, moveItem, parkItem, resumeItem } from '../../../src/core/session/agenda-moves.ts'
import { effects } from './effects.ts'

function agendaOf(count: number): { huddle: HuddleDoc; ids: ItemId[] } {
  const huddle = huddleDoc(new Y.Doc())
  const ids = Array.from({ length: count }, () => newId(itemId, effects.random))
  ids.forEach((id, order) =>
    huddle.putItem({
      id,
      personId: newId(personId, effects.random),
      initials: 'D. O.',
      reason: 'New referral',
      minutes: 10,
      broughtBy: 'Nadia Clegg',
      state: 'waiting',
      order,
    }),
  )
  return { huddle, ids }
}

const order = (huddle: HuddleDoc): string[] => huddle.agenda().map(({ id }) => id)

describe('the agenda', () => {
  it('[J1] an item moves one place and every other keeps its order, for all agendas and moves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.tuple(fc.nat(8), fc.boolean()), { maxLength: 12 }), (count, moves) => {
        const { huddle, ids } = agendaOf(count)
        const expected: string[] = [...ids]
        for (const [which, later] of moves) {
          const id = ids[which % count]
          if (!id) continue
          const from = expected.indexOf(id)
          const to = from + (later ? 1 : -1)
          moveItem(huddle, id, later ? 'later' : 'earlier')
          if (to >= 0 && to < count) expected.splice(to, 0, ...expected.splice(from, 1))
          expect(order(huddle)).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('[J40] a full agenda takes nobody more, and says so: nobody drops off it silently', () => {
    const { huddle } = agendaOf(100)
    expect(huddle.agenda()).toHaveLength(100)
    expect(() => checkRoomFor(1, huddle.agenda())).toThrow(/at most 100 people/)
    expect(() => checkRoomFor(1, huddle.agenda().slice(1))).not.toThrow()
  })

  it('[J2] an item that is parked stays on the agenda with its reason, and comes back', () => {
    const { huddle, ids } = agendaOf(2)
    const [first] = ids
    if (!first) throw new Error('no item')
    discussItem(huddle, first, effects)
    const item = huddle.item(first)
    if (!item) throw new Error('no item')
    const person = personDoc(new Y.Doc(), effects)
    parkItem(huddle, first, person.discussion(first), 'waiting for the GP')
    expect(agendaWithReasons(huddle.agenda(), [{ item, person }], [])[0]).toMatchObject({ state: 'parked', parkedBecause: 'waiting for the GP' })
    const kept = agendaWithReasons(huddle.agenda(), [{ item, person }], [])
    expect(agendaWithReasons(huddle.agenda(), [], kept)[0]).toMatchObject({ state: 'parked', parkedBecause: 'waiting for the GP' })
    expect(order(huddle)).toHaveLength(2)
    resumeItem(huddle, first)
    expect(huddle.item(first)?.state).toBe('open')
  })

  it('[J3] talking about a closed item does not open it again', () => {
    const { huddle, ids } = agendaOf(1)
    const [only] = ids
    if (!only) throw new Error('no item')
    huddle.changeItem(only, { state: 'closed' })
    discussItem(huddle, only, effects)
    expect(huddle.item(only)?.state).toBe('closed')
  })
})
