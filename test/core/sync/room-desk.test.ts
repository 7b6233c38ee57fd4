import { expect, it, onTestFinished, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { authors } from '../../../src/core/sync/authors.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { writePresence } from '../../../src/core/sync/gate/presence-gate.ts'
import { roomDesk } from '../../../src/core/sync/room-desk.ts'
import { changeMessage, presenceMessage } from '../../../src/core/sync/room-messages.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { memberNamed } from '../../contract/members.ts'

const { card } = (await memberNamed('Mallory')).keys
const from = { card, client: 4242, signature: '' }

function desk() {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const told: string[] = []
  const made = roomDesk({
    doc,
    awareness,
    clock: () => Date.now(),
    hands: handsHere(contentRules),
    authors: authors(),
    origin: () => 'peer',
    open: () => new Map([['mallory', from]]),
    fullMesh: () => true,
    send: () => undefined,
    refused: ({ card: { name } }, because) => told.push(`${name}: ${because}`),
    cutOff: (peer) => told.push(`${peer} is cut off`),
    introduced: async () => undefined,
  })
  onTestFinished(() => {
    made.stop()
    awareness.destroy()
  })
  return { made, doc, awareness, told }
}

it('[L26] what is refused is told with who sent it, and the third time ends the connection', async () => {
  const { made, doc, told } = desk()
  doc.getText('note').insert(0, 'kept')
  for (const each of [1, 2, 3]) made.take('mallory', from, changeMessage(Uint8Array.from([1, each, 200, 200])))
  await vi.waitFor(() => expect(told).toHaveLength(4))
  expect(told).toEqual(['Mallory: unreadable', 'Mallory: unreadable', 'Mallory: unreadable', 'mallory is cut off'])
  expect(doc.getText('note').toJSON()).toBe('kept')
})

it('[L27] a window speaks for itself, as the device that it has proven to be', () => {
  const { made, awareness, told } = desk()
  const say = (client: number, state: object): void => made.take('mallory', from, presenceMessage(writePresence([{ client, clock: 5, state }])))
  say(77, { device: card.device })
  expect(awareness.getStates().has(77)).toBe(false)
  say(from.client, { device: 'f'.repeat(32) })
  expect([awareness.getStates().has(from.client), told]).toEqual([false, ['Mallory: not-theirs']])
  say(from.client, { device: card.device })
  expect(awareness.getStates().get(from.client)).toEqual({ device: card.device })
})
