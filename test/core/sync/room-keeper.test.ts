import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { holdingOf } from '../../../src/core/sync/held-state.ts'
import { lookEvery, roomKeeper } from '../../../src/core/sync/room-keeper.ts'
import { memberNamed } from '../../contract/members.ts'

const { card } = (await memberNamed('Nadia Clegg')).keys

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A keeper with one other person, who says what they hold. */
function withNadia() {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const nadia = new Awareness(new Y.Doc())
  const compared: string[] = []
  const keeper = roomKeeper({
    doc,
    awareness,
    clock: () => Date.now(),
    links: { name: () => 'me', open: () => new Map([['nadia', { card, client: nadia.clientID, signature: '' }]]), meeting: () => true, refusal: () => undefined, compareWith: (peer) => compared.push(peer) },
  })
  return {
    doc,
    awareness,
    compared,
    keeper,
    write: () => doc.getText('note').insert(0, 'word '),
    says(holds: string) {
      nadia.setLocalState({ peer: 'nadia', links: ['me'], holds })
      applyAwarenessUpdate(awareness, encodeAwarenessUpdate(nadia, [nadia.clientID]), 'nadia')
    },
    stop() {
      keeper.stop()
      awareness.destroy()
      nadia.destroy()
    },
  }
}

it('[L177] two who keep differing are compared after two seconds, and then half as often each time', () => {
  const { compared, says, stop } = withNadia()
  says('something else')
  vi.advanceTimersByTime(lookEvery)
  expect(compared).toEqual([])
  vi.advanceTimersByTime(lookEvery)
  expect(compared).toEqual(['nadia'])
  vi.advanceTimersByTime(lookEvery * 4)
  expect(compared).toHaveLength(2)
  vi.advanceTimersByTime(lookEvery * 8)
  expect(compared).toHaveLength(3)
  stop()
})

it('[L177] while both write they differ at each look, and are compared after half a minute', () => {
  const { compared, says, write, stop } = withNadia()
  for (let second = 0; second < 15; second += 1) {
    write()
    says(`what was there ${second} seconds after`)
    vi.advanceTimersByTime(lookEvery)
  }
  expect(compared).toEqual([])
  for (let second = 15; second < 35; second += 1) {
    write()
    says(`what was there ${second} seconds after`)
    vi.advanceTimersByTime(lookEvery)
  }
  expect(compared).toEqual(['nadia'])
  stop()
})

it('[L177] what is held is said once a second while it changes, and soon once it does not', () => {
  const { doc, awareness, write, stop } = withNadia()
  vi.advanceTimersByTime(lookEvery)
  let said = 0
  awareness.on('update', ({ updated }: { readonly updated: readonly number[] }) => (said += updated.includes(doc.clientID) ? 1 : 0))
  for (let key = 0; key < 50; key += 1) {
    write()
    vi.advanceTimersByTime(100)
  }
  expect(said).toBeGreaterThanOrEqual(3)
  expect(said).toBeLessThanOrEqual(5)
  vi.advanceTimersByTime(250)
  expect(awareness.getLocalState()?.['holds']).toBe(holdingOf(doc))
  stop()
})

it('[L177] what was shared is so no longer at the first key after it', () => {
  const { doc, keeper, write, says, stop } = withNadia()
  vi.advanceTimersByTime(lookEvery)
  says(holdingOf(doc))
  vi.advanceTimersByTime(lookEvery)
  expect(keeper.state.get()).toMatchObject({ peers: 1, holding: 1 })
  write()
  expect(keeper.state.get()).toMatchObject({ peers: 1, holding: 0 })
  stop()
})
