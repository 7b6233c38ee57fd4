import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import type { Room as LibraryRoom } from 'y-webrtc'
import * as Y from 'yjs'
import { readRoomMessage } from '../../../src/core/sync/room-messages.ts'
import { FromPeer, sendOnce } from '../../../src/core/sync/send-once.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Somebody with so many others, none of whom reaches `parted`. */
function between(others: number) {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const sent: { readonly to: string; readonly text: string }[] = []
  const theirs = new Y.Doc()
  const library = { doc, awareness, _docUpdateHandler: () => undefined, _awarenessUpdateHandler: () => undefined } as unknown as LibraryRoom
  const open = new Map(Array.from({ length: others }, (_, each) => [`peer ${each}`, undefined as never]))
  const stop = sendOnce(
    library,
    { fullMesh: () => false, beyond: () => ['parted'] },
    {
      open: () => open,
      send(to, message) {
        const said = readRoomMessage(message)
        if (said?.kind === 'change') Y.applyUpdate(theirs, said.update)
        sent.push({ to, text: theirs.getText('note').toJSON() })
      },
    },
  )
  /** A word that comes from a colleague. */
  const hears = (from: string, word: string): void => {
    const colleague = new Y.Doc()
    Y.applyUpdate(colleague, Y.encodeStateAsUpdate(doc))
    colleague.getText('note').insert(colleague.getText('note').length, word)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague, Y.encodeStateVector(doc)), new FromPeer(from))
  }
  return { sent, hears, stop }
}

it('[L173] between few, what is sent on goes at once, a message for each change', () => {
  const { sent, hears, stop } = between(8)
  hears('peer 1', 'one ')
  hears('peer 2', 'two')
  expect(sent).toEqual([
    { to: 'parted', text: 'one ' },
    { to: 'parted', text: 'one two' },
  ])
  stop()
})

it('[L173] among more than eight it is gathered for a quarter of a second, and loses nothing', () => {
  const { sent, hears, stop } = between(9)
  hears('peer 1', 'one ')
  hears('peer 2', 'two')
  expect(sent).toEqual([])
  vi.advanceTimersByTime(250)
  expect(sent).toEqual([{ to: 'parted', text: 'one two' }])
  stop()
})

it('[L173] what is gathered when the room is left goes first', () => {
  const { sent, hears, stop } = between(9)
  hears('peer 1', 'last words')
  stop()
  expect(sent).toEqual([{ to: 'parted', text: 'last words' }])
})
