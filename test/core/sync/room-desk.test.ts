import fc from 'fast-check'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { authors } from '../../../src/core/sync/authors.ts'
import { earlyChanges } from '../../../src/core/sync/early-changes.ts'
import { handsHere, type GateHands } from '../../../src/core/sync/gate/gate-hands.ts'
import { writePresence } from '../../../src/core/sync/gate/presence-gate.ts'
import { roomDesk } from '../../../src/core/sync/room-desk.ts'
import { answerMessage, authorsMessage, changeMessage, compareMessage, presenceMessage } from '../../../src/core/sync/room-messages.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { memberNamed } from '../../contract/members.ts'

const { card } = (await memberNamed('Mallory')).keys
const from = { card, client: 4242, signature: '' }

function desk(hands: GateHands = handsHere(contentRules), introduced: () => Promise<void> = async () => undefined) {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const [told, sent]: [string[], Uint8Array[]] = [[], []]
  const made = roomDesk({
    doc,
    awareness,
    clock: () => Date.now(),
    hands,
    authors: authors(() => true),
    origin: () => 'peer',
    open: () => new Map([['mallory', from]]),
    fullMesh: () => true,
    send: (_peer, message) => void sent.push(message),
    refused: ({ card: { name } }, because) => told.push(`${name}: ${because}`),
    cutOff: (peer) => told.push(`${peer} is cut off`),
    introduced,
  })
  onTestFinished(() => {
    made.stop()
    awareness.destroy()
  })
  return { made, doc, awareness, told, sent }
}

it('[L26] what is refused is told with who sent it, and the third time ends the connection', async () => {
  const { made, doc, told } = desk()
  doc.getText('note').insert(0, 'kept')
  for (const each of [1, 2, 3]) made.take('mallory', from, changeMessage(Uint8Array.from([1, each, 200, 200])))
  await vi.waitFor(() => expect(told).toHaveLength(4))
  expect(told).toEqual(['Mallory: unreadable', 'Mallory: unreadable', 'Mallory: unreadable', 'mallory is cut off'])
  expect(doc.getText('note').toJSON()).toBe('kept')
})

it('[L28] a fault while somebody is introduced keeps nothing that is written after it from being taken', async () => {
  const { made, doc, told } = desk(undefined, () => Promise.reject(new Error('cannot be checked')))
  const theirs = new Y.Doc()
  theirs.clientID = from.client
  theirs.getText('note').insert(0, 'said after it')
  made.take('mallory', from, authorsMessage([{ ...from, signature: 'A'.repeat(86) }]))
  made.take('mallory', from, changeMessage(Y.encodeStateAsUpdate(theirs)))
  await vi.waitFor(() => expect(doc.getText('note').toJSON()).toBe('said after it'))
  expect(told).toEqual([])
})

it('[L25] a change that could not be examined at all is nobody’s fault, and is asked for again', async () => {
  const hands = handsHere(contentRules)
  let started = false
  const { made, doc, told, sent } = desk({ ...hands, ask: async (request) => (started ? hands.ask(request) : Promise.reject(new Error('no worker can be started'))) })
  const theirs = new Y.Doc()
  theirs.clientID = from.client
  theirs.getText('note').insert(0, 'said')
  made.take('mallory', from, changeMessage(Y.encodeStateAsUpdate(theirs)))
  await vi.waitFor(() => expect(sent).toEqual([compareMessage(doc)]))
  started = true
  made.take('mallory', from, answerMessage(theirs, Y.encodeStateVector(doc)))
  await vi.waitFor(() => expect(doc.getText('note').toJSON()).toBe('said'))
  expect(told).toEqual([])
})

/** Changes by Mallory's own client, one for each word. */
function wordsOf(...words: string[]): Uint8Array[] {
  const theirs = new Y.Doc()
  theirs.clientID = from.client
  const changes: Uint8Array[] = []
  theirs.on('update', (update: Uint8Array) => changes.push(update))
  for (const word of words) theirs.getText('note').insert(theirs.getText('note').length, word)
  return changes
}

it('[L23] for all orders in which they arrive, changes that build on each other are taken in as soon as all are there, and nothing is compared', async () => {
  const words = ['one ', 'two ', 'three ', 'four ', 'five ']
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), async (order) => {
      const { made, doc, told, sent } = desk()
      const changes = wordsOf(...words)
      for (const each of order) made.take('mallory', from, changeMessage(changes[each] ?? new Uint8Array()))
      await vi.waitFor(() => expect(doc.getText('note').toJSON()).toBe(words.join('')), { interval: 5 })
      expect([told, sent]).toEqual([[], []])
      expect(doc.store.pendingStructs).toBeNull()
    }),
    { numRuns: 20 },
  )
})

it('[L23] a change whose ground never comes is dropped, and the documents are compared', async () => {
  const { made, doc, sent } = desk()
  const [, second = new Uint8Array()] = wordsOf('never comes', 'comes')
  made.take('mallory', from, changeMessage(second))
  await vi.waitFor(() => expect(sent).toEqual([compareMessage(doc)]))
  expect(doc.getText('note').toJSON()).toBe('')
})

const change = (bytes: number, peer = 'mallory') => ({ peer, sender: from, update: new Uint8Array(bytes), whole: false, awaits: [7, 5] as const })

it('[L23] no more waits of one peer than 32 changes and 64 KiB, and none when it is gone', () => {
  const early = earlyChanges()
  for (let each = 0; each < 32; each += 1) expect(early.keep(change(1))).toBe(true)
  expect(early.keep(change(1))).toBe(false)
  expect(early.keep(change(1, 'somebody else'))).toBe(true)
  expect(early.drop('mallory')).toBe(true)
  expect(early.keep(change(64 * 1024))).toBe(true)
  expect(early.keep(change(1))).toBe(false)
  expect(early.ready(() => 4)).toEqual([])
  expect(early.ready(() => 5)).toHaveLength(2)
  expect(early.drop('mallory')).toBe(false)
})

it('[L105] examinations that take too long end a connection only when they come in a row: this computer may have been busy', async () => {
  const hands = handsHere(contentRules)
  const takesTooLong = [true, true, false, true, true, true]
  const { made, doc, told } = desk({ ...hands, ask: async (request) => (takesTooLong.shift() ? undefined : hands.ask(request)) })
  const theirs = new Y.Doc()
  theirs.clientID = from.client
  const send = (): void => {
    theirs.getText('note').insert(0, 'a')
    made.take('mallory', from, changeMessage(Y.encodeStateAsUpdate(theirs)))
  }
  for (const left of [5, 4, 3, 2, 1]) {
    send()
    await vi.waitFor(() => expect(takesTooLong).toHaveLength(left))
  }
  await vi.waitFor(() => expect(told).toHaveLength(4))
  expect(new Set(told)).toEqual(new Set(['Mallory: took-too-long']))
  expect(doc.getText('note').toJSON()).toBe('aaa')
  send()
  await vi.waitFor(() => expect(told.at(-1)).toBe('mallory is cut off'))
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
