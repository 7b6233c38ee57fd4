import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { authors } from '../../src/core/sync/authors.ts'
import { handsHere } from '../../src/core/sync/gate/gate-hands.ts'
import { writePresence, type Said } from '../../src/core/sync/gate/presence-gate.ts'
import type { Writers } from '../../src/core/sync/gate/staging.ts'
import { updateGate } from '../../src/core/sync/gate/update-gate.ts'
import { roomDesk } from '../../src/core/sync/room-desk.ts'
import { presenceMessage } from '../../src/core/sync/room-messages.ts'
import { contentRules } from '../contract/gate-rules.ts'
import { memberNamed } from '../contract/members.ts'
import { bombs } from './bombs.ts'
import { howMany, type Company, type Fault } from './fault.ts'

const [colleague, hostile] = [7_000_001, 7_000_002]

/** A document that two people have written in, and every change that one of them made. */
function aDocument(): { doc: Y.Doc; theirs: Uint8Array[] } {
  const doc = new Y.Doc()
  const author = new Y.Doc()
  author.clientID = colleague
  doc.getText('note').insert(0, 'What was here before. ')
  Y.applyUpdate(author, Y.encodeStateAsUpdate(doc))
  const theirs: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => theirs.push(update))
  for (let each = 0; each < 40; each += 1) {
    author.getText('note').insert(0, `line ${each} `)
    author.getMap('fields').set(`field-${each % 7}`, { by: 'Mei', at: each })
    author.transact(() => {
      author.getText('note').delete(1, 2)
      author.getText('note').insert(1, 'then', { bold: true })
    })
  }
  return { doc, theirs }
}

const mutation = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.constantFrom('set', 'cut', 'add')), { minLength: 1, maxLength: 4 })

function mutated(update: Uint8Array, changes: readonly (readonly [number, number, string])[]): Uint8Array {
  const bytes = [...update]
  for (const [at, value, how] of changes) {
    const index = at % Math.max(1, bytes.length)
    if (how === 'set') bytes[index] = value
    else if (how === 'cut') bytes.splice(index, 1)
    else bytes.splice(index, 0, value)
  }
  return Uint8Array.from(bytes)
}

export const company: Company = 'alone'

/**
 * Changes of a colleague's, damaged and sent by somebody else who is in the room, and changes made to hurt. Damage that
 * leaves a change as it was, or as a part of what it was to be, changes nothing either: it is not theirs to send.
 */
export const run: Fault = async ({ seed, protection, say, ...size }) => {
  const count = howMany(size, { sample: 150, quick: 600, whole: 10_000 })
  const { doc, theirs } = aDocument()
  const gate = updateGate(doc, handsHere(contentRules))
  const writers = (): Writers => ({ sender: hostile, own: [doc.clientID, Y.getState(doc.store, doc.clientID)], shown: [[colleague, 0]], only: [hostile] })
  const before = Y.encodeStateAsUpdate(doc)
  const text = doc.getText('note').toJSON()
  let [undetected, crashed, longest] = [0, 0, 0]

  async function send(update: Uint8Array): Promise<void> {
    // Without the gate one that got through shows all that there is to show; what else is dear to take would only be taken.
    if (!protection && undetected > 0) return
    const began = performance.now()
    try {
      if (protection) await gate.pass(update, writers, 'hostile')
      else Y.applyUpdate(doc, update)
    } catch {
      crashed += 1
    }
    longest = Math.max(longest, performance.now() - began)
    if (Buffer.compare(Y.encodeStateAsUpdate(doc), before) !== 0) undetected += 1
  }

  const samples = fc.sample(fc.tuple(fc.nat({ max: theirs.length - 1 }), mutation), { seed, numRuns: count })
  say(`${count} damaged changes`)
  for (const [which, changes] of samples) await send(mutated(theirs[which] ?? new Uint8Array(), changes))
  const dangerous = Object.values(bombs(hostile))
  for (const bomb of dangerous) await send(bomb)
  say('a flood of invented windows')
  const flooded = await flood(doc, howMany(size, { sample: 5000, quick: 20_000, whole: 100_000 }), protection)
  gate.close()
  const lost = doc.getText('note').toJSON() === text ? 0 : 1
  return {
    name: 'update-gate',
    tried: count + dangerous.length + flooded.sent,
    lost,
    undetected: undetected + flooded.taken,
    crashed,
    holds: lost + undetected + crashed + flooded.taken === 0 && flooded.megabytes < 20 && doc.store.pendingStructs === null,
    note: `Longest examination, off the main thread in a window: ${longest.toFixed(0)} ms; ${flooded.sent} invented windows left ${flooded.taken} and ${flooded.megabytes.toFixed(1)} MB.`,
  }
}

/** One peer says that many windows are here, a few a message and all in one. */
async function flood(doc: Y.Doc, windows: number, protection: boolean): Promise<{ sent: number; taken: number; megabytes: number }> {
  const awareness = new Awareness(doc)
  const { keys } = await memberNamed('Mallory')
  const from = { card: keys.card, client: hostile, signature: '' }
  const desk = roomDesk({
    doc,
    awareness,
    clock: () => Date.now(),
    hands: handsHere(contentRules),
    authors: authors(() => true),
    origin: () => 'hostile',
    open: () => new Map([['mallory', from]]),
    fullMesh: () => true,
    send: () => undefined,
    refused: () => undefined,
    cutOff: () => undefined,
    introduced: async () => undefined,
  })
  const hear = (update: Uint8Array): void =>
    protection ? desk.take('mallory', from, presenceMessage(update)) : applyAwarenessUpdate(awareness, update, 'hostile')
  const before = heldBytes()
  pour(windows, hear)
  await new Promise(setImmediate)
  const megabytes = (heldBytes() - before) / 1e6
  const taken = awareness.getStates().size - 1
  desk.stop()
  awareness.destroy()
  return { sent: windows * 2, taken, megabytes }
}

/** On its own, so that nothing of what was sent is still in hand when memory is measured. */
function pour(windows: number, hear: (update: Uint8Array) => void): void {
  for (let sent = 0; sent < windows; sent += 50) hear(writePresence(said(sent, 50)))
  hear(writePresence(said(0, windows)))
}

const said = (from: number, length: number): Said[] =>
  Array.from({ length }, (_, each) => ({ client: 10_000_000 + from + each, clock: 1, state: { user: { name: 'x'.repeat(200) } } }))

/** Bytes that are really held, after whatever can go has gone. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
