import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { lookEvery, roomKeeper } from '../../../src/core/sync/room-keeper.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('[B10] whoever’s clock is set back says at once that they are still here, and not when it has caught up', () => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  let now = Date.parse('2026-11-24T12:00:00Z')
  const links = { name: () => 'me', open: () => new Map(), meeting: () => true, refusal: () => undefined, compareWith: () => undefined }
  const keeper = roomKeeper({ doc, awareness, clock: () => now, links })
  vi.advanceTimersByTime(lookEvery * 2)
  const said: unknown[] = []
  awareness.on('update', (change: unknown) => said.push(change))
  vi.advanceTimersByTime(lookEvery * 2)
  expect(said).toEqual([])
  now -= 3 * 24 * 3_600_000
  vi.advanceTimersByTime(lookEvery * 2)
  expect(said).toEqual([{ added: [], updated: [awareness.clientID], removed: [] }])
  keeper.stop()
  awareness.destroy()
})
