import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { handsHere, type GateHands } from '../../../src/core/sync/gate/gate-hands.ts'
import { keepUpLimits, typingLimits } from '../../../src/core/sync/gate/limits.ts'
import { plainTyping } from '../../../src/core/sync/gate/plain-typing.ts'
import { staging, type Writers } from '../../../src/core/sync/gate/staging.ts'
import { updateGate } from '../../../src/core/sync/gate/update-gate.ts'
import { contentRules } from '../../contract/gate-rules.ts'

const sender = 4242
const writersTo = (doc: Y.Doc, change: Partial<Writers> = {}): Writers => ({ sender, own: [doc.clientID, Y.getState(doc.store, doc.clientID)], shown: [], only: [sender], ...change })

/** A note, a text and fields that somebody has written, and a copy of them in which the sender writes. */
function aDocument() {
  const mine = new Y.Doc()
  const note = mine.getXmlFragment('formulation')
  for (const line of ['what she told us', 'what helps']) {
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText(line)])
    note.push([block])
  }
  mine.getText('words').insert(0, 'a few words')
  mine.getArray('list').push(['one', 'two'])
  mine.getMap('fields').set('field', new Y.Text('kept'))
  const theirs = new Y.Doc()
  theirs.clientID = sender
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  const changes: Uint8Array[] = []
  theirs.on('update', (update: Uint8Array) => changes.push(update))
  return { mine, theirs, changes }
}

const line = (doc: Y.Doc, index: number): Y.XmlText => {
  const block = doc.getXmlFragment('formulation').get(index)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('a line')
  return text
}

const kinds = ['type', 'type', 'type', 'bold', 'remove', 'block', 'field', 'list', 'inList', 'root'] as const
const step = fc.tuple(fc.constantFrom(...kinds), fc.nat({ max: 40 }), fc.stringMatching(/^[a-zé😀 ]{1,6}$/u))

function write(doc: Y.Doc, [kind, at, text]: readonly [(typeof kinds)[number], number, string]): void {
  const into = line(doc, at % 2)
  const place = at % (into.length + 1)
  if (kind === 'type') into.insert(place, text)
  else if (kind === 'bold') into.format(0, Math.min(2, into.length), { bold: {} })
  else if (kind === 'remove') into.delete(0, Math.min(2, into.length))
  else if (kind === 'block') doc.getXmlFragment('formulation').push([new Y.XmlElement('paragraph')])
  else if (kind === 'field') doc.getMap('fields').set('other', text)
  else if (kind === 'list') doc.getArray('list').push([text])
  else if (kind === 'inList') doc.getArray('list').insert(1, [at])
  else doc.getText('words').insert(at % 5, text)
}

/** Letters of the sender's beside something, in Yjs's first encoding. */
const letters = (beside: readonly [client: number, clock: number], { text = 'x', from = 0, client = sender } = {}): Uint8Array => {
  const bytes = [1, 1, ...uint(client), from, 4 | 128, ...uint(beside[0]), beside[1], text.length, ...Buffer.from(text), 0]
  return Uint8Array.from(bytes)
}
function uint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...uint(Math.floor(value / 128))]
}

/** Of the first thing that stands in a type. */
function clockIn(doc: Y.Doc, parent: unknown): readonly [number, number] {
  const first = [...doc.store.clients.values()].flat().find((struct) => struct instanceof Y.Item && struct.parent === parent)
  if (!first) throw new Error('nothing stands in it')
  return [first.id.client, first.id.clock]
}

/** Hands that count what they are asked and told. */
function countingHands() {
  const hands = handsHere(contentRules)
  const counted = { asked: 0, told: 0 }
  const counting: GateHands = {
    ...hands,
    ask: (request) => ((counted.asked += 1), hands.ask(request)),
    tell: (request) => ((counted.told += 1), hands.tell(request)),
  }
  return { counted, counting }
}

describe('plain typing', () => {
  it('[L179] for all changes, damaged ones too, what passes as plain typing is what the examination lets through', () => {
    let plain = 0
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 2 })
    fc.assert(
      fc.property(fc.array(fc.tuple(step, damage), { minLength: 1, maxLength: 12 }), (steps) => {
        const { mine, theirs, changes } = aDocument()
        const tried = staging(contentRules)
        for (const [each, damaged] of steps) {
          changes.length = 0
          write(theirs, each)
          for (const change of changes) {
            const hurt = change.slice()
            for (const [at, value] of damaged) hurt[at % hurt.length] = value
            tried.load(Y.encodeStateAsUpdate(mine))
            const writers = writersTo(mine)
            const wrote = plainTyping(mine, hurt, writers)
            plain += wrote === undefined ? 0 : 1
            expect(wrote === undefined || tried.check(hurt, writers)).toEqual(wrote === undefined || { kind: 'sound', wrote })
            Y.applyUpdate(mine, change)
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(plain).toBeGreaterThan(100)
  })

  it('[L179] letters are plain where letters are, and nowhere else', () => {
    const { mine } = aDocument()
    const into = line(mine, 0)
    const writers = writersTo(mine)
    const beside = clockIn(mine, into)
    expect(plainTyping(mine, letters(beside), writers)).toBe(1)
    for (const place of [mine.getXmlFragment('formulation'), mine.getArray('list'), mine.getMap('fields')])
      expect(plainTyping(mine, letters(clockIn(mine, place)), writers)).toBeUndefined()
    // Beside what is not here, from a later clock, in another's name, in mine, and more than anybody types at once.
    expect(plainTyping(mine, letters([99, 0]), writers)).toBeUndefined()
    expect(plainTyping(mine, letters(beside, { from: 1 }), writers)).toBeUndefined()
    expect(plainTyping(mine, letters(beside, { client: 77 }), writers)).toBeUndefined()
    expect(plainTyping(mine, letters(beside), writersTo(mine, { sender: 77, only: [77] }))).toBeUndefined()
    expect(plainTyping(mine, letters(beside), writersTo(mine, { own: [sender, 0] }))).toBeUndefined()
    expect(plainTyping(mine, letters(beside), writersTo(mine, { only: [77] }))).toBeUndefined()
    const long = aDocument()
    line(long.theirs, 0).insert(2, 'x'.repeat(typingLimits.bytes))
    expect(long.changes.map((change) => plainTyping(long.mine, change, writersTo(long.mine)))).toEqual([undefined])
  })

  it('[L179] is made without asking the examiner, who knows of it when next asked', async () => {
    const { mine, theirs, changes } = aDocument()
    const { counted, counting } = countingHands()
    const gate = updateGate(mine, counting)
    const pass = async (): Promise<void> => {
      for (const change of changes.splice(0)) expect((await gate.pass(change, () => writersTo(mine), 'peer')).kind).toBe('sound')
    }
    write(theirs, ['block', 0, ''])
    await pass()
    expect(counted).toEqual({ asked: 1, told: 0 })
    const keys = keepUpLimits.changes + 6
    for (let key = 0; key < keys; key += 1) line(theirs, 0).insert(3, 'x')
    await pass()
    // Told but once, when as much had gathered as may.
    expect(counted).toEqual({ asked: 1, told: 1 })
    write(theirs, ['field', 0, 'other'])
    theirs.getXmlFragment('formulation').delete(1, 1)
    await pass()
    expect(counted.asked).toBe(3)
    expect(Y.encodeStateAsUpdate(mine)).toEqual(Y.encodeStateAsUpdate(theirs))
    gate.close()
  })
})
