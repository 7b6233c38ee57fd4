import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { noteNodeNames } from '../../../src/core/doc/content-rules.ts'
import { lettersBetween, namesOf } from '../../../src/core/doc/letters.ts'
import { noteSchema } from '../../../src/core/doc/note-schema.ts'
import { suggestionsOn } from '../../../src/core/doc/suggestions.ts'
import { handsHere, handsInWorker, type GateWorker } from '../../../src/core/sync/gate/gate-hands.ts'
import { gateDesk, type GateRequest } from '../../../src/core/sync/gate/gate-desk.ts'
import { readUpdate } from '../../../src/core/sync/gate/read-update.ts'
import type { Writers } from '../../../src/core/sync/gate/staging.ts'
import { updateGate } from '../../../src/core/sync/gate/update-gate.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { testEffects } from '../doc/docs.ts'
import { bombs } from '../../faults/bombs.ts'
import type { FaultRun } from '../../faults/fault.ts'
import { run } from '../../faults/update-gate.ts'

const sender = 4242

const faultRun = ({ protection }: { protection: boolean }): FaultRun => ({
  seed: 20261124,
  quick: true,
  sample: true,
  protection,
  folder: '',
  chromium: undefined,
  say: () => undefined,
})

const anybody = (doc: Y.Doc) => (): Writers => ({ sender, own: [doc.clientID, Y.getState(doc.store, doc.clientID)], shown: [] })

/** Edits of every kind that the documents know, as a list of numbers says. */
function edit(doc: Y.Doc, steps: readonly number[]): void {
  const note = doc.getXmlFragment('formulation')
  const suggestions = suggestionsOn(doc, 'formulation', testEffects())
  for (const step of steps) {
    const text = new Y.XmlText(`step ${step}`)
    const block = new Y.XmlElement(step % 3 === 0 ? 'heading' : 'paragraph')
    block.insert(0, [text])
    if (step % 5 === 4 && note.length > 0) note.delete(step % note.length, 1)
    else note.insert(step % (note.length + 1), [block])
    if (step % 4 === 1) text.format(0, 2, { bold: {} })
    doc.getMap('fields').set(`f${step % 4}`, step % 2 === 0 ? { at: step, list: [step, null, 'x', 1.5] } : new Y.Map([['in', step]]))
    doc.getArray('words').push([step])
    if (step % 6 !== 2) continue
    const removes = namesOf(lettersBetween(note, { type: text, index: 1 }, { type: text, index: 4 }))
    const id = suggestions.suggest({ removes, quote: 'tep', place: { tname: 'formulation', assoc: -1 }, adds: 'other' }, { name: 'Sam', role: '' })
    if (step % 4 === 0) suggestions.accept(id, 'Nadia')
    else suggestions.decline(id, 'Nadia')
  }
}

describe('the update gate', () => {
  it('[L20] for all documents of this app, whole and change by change, reads what Yjs reads and lets it through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 30 }), async (steps) => {
        const theirs = new Y.Doc()
        const mine = new Y.Doc()
        const gate = updateGate(mine, handsHere(contentRules))
        const changes: Uint8Array[] = []
        theirs.on('update', (update: Uint8Array) => changes.push(update))
        edit(theirs, steps)
        for (const change of changes) expect((await gate.pass(change, anybody(mine), 'peer')).kind).toBe('sound')
        expect(Y.encodeStateVector(mine)).toEqual(Y.encodeStateVector(theirs))
        const whole = Y.encodeStateAsUpdate(theirs)
        const { writes } = readUpdate(whole, contentRules)
        expect(writes.get(theirs.clientID)?.to).toBe(Y.getState(theirs.store, theirs.clientID))
        expect((await gate.pass(whole, anybody(mine), 'peer')).kind).toBe('sound')
        gate.close()
      }),
      { numRuns: 40 },
    )
  })

  it('[L20] knows the kinds of node that a note can hold', () => {
    expect([...noteNodeNames].toSorted()).toEqual(Object.keys(noteSchema().nodes).filter((name) => name !== 'doc' && name !== 'text').toSorted())
  })

  it.each(Object.entries(bombs(sender)))('[L21] %s: refused at once, and nothing is touched', async (_name, bomb) => {
    const doc = new Y.Doc()
    doc.getText('note').insert(0, 'kept')
    const gate = updateGate(doc, handsHere(contentRules))
    const began = performance.now()
    expect((await gate.pass(bomb, anybody(doc), 'peer')).kind).not.toBe('sound')
    expect(performance.now() - began).toBeLessThan(500)
    expect(doc.getText('note').toJSON()).toBe('kept')
    expect(doc.store.clients.size).toBe(1)
    expect(doc.store.pendingStructs).toBeNull()
    gate.close()
  })

  it('[L22] of damaged changes and invented windows none changes a document, and none crashes', async () => {
    expect(await run(faultRun({ protection: true }))).toMatchObject({ lost: 0, undetected: 0, crashed: 0, holds: true })
    const open = await run(faultRun({ protection: false }))
    expect(open).toMatchObject({ holds: false, undetected: 1 + 5000 })
  })

  it('[L23] what builds on something that is not here is dropped whole, and fits once the rest has come', async () => {
    const [theirs, mine] = [new Y.Doc(), new Y.Doc()]
    const changes: Uint8Array[] = []
    theirs.on('update', (update: Uint8Array) => changes.push(update))
    theirs.getText('note').insert(0, 'first ')
    theirs.getText('note').insert(6, 'second')
    const gate = updateGate(mine, handsHere(contentRules))
    const [first, second] = changes
    if (!first || !second) throw new Error('two changes')
    expect((await gate.pass(second, anybody(mine), 'peer')).kind).toBe('gap')
    expect(mine.store.pendingStructs).toBeNull()
    expect((await gate.pass(first, anybody(mine), 'peer')).kind).toBe('sound')
    expect((await gate.pass(second, anybody(mine), 'peer')).kind).toBe('sound')
    expect(mine.getText('note').toJSON()).toBe('first second')
    gate.close()
  })

  it('[L23] what is written here meanwhile is known to the copy on which changes are tried', async () => {
    const [theirs, mine] = [new Y.Doc(), new Y.Doc()]
    const gate = updateGate(mine, handsHere(contentRules))
    mine.getText('note').insert(0, 'mine ')
    for (const round of [1, 2, 3]) {
      Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
      theirs.getText('note').insert(theirs.getText('note').length, `theirs ${round} `)
      const change = Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine))
      expect((await gate.pass(change, anybody(mine), 'peer')).kind).toBe('sound')
      mine.getText('note').insert(0, `mine ${round} `)
    }
    expect(mine.getText('note').toJSON()).toContain('theirs 3')
    gate.close()
  })

  it('[L24] nobody writes under another’s name: not this window’s, nor that of somebody who is here', async () => {
    const mine = new Y.Doc()
    const gate = updateGate(mine, handsHere(contentRules))
    const here = (): Writers => ({ ...anybody(mine)(), shown: [[99, 0]] })
    expect(await gate.pass(forged(mine.clientID), here, 'peer')).toEqual({ kind: 'refused', because: 'not-theirs' })
    expect((await gate.pass(forged(99), here, 'peer')).kind).toBe('gap')
    expect((await gate.pass(forged(98), () => ({ ...here(), only: [sender] }), 'peer')).kind).toBe('gap')
    expect(mine.getText('note').toJSON()).toBe('')
    expect((await gate.pass(forged(sender), () => ({ ...here(), only: [sender] }), 'peer')).kind).toBe('sound')
    gate.close()
  })

  it('[L25] a change that keeps the examination busy is given up, and the next one finds a new examiner', async () => {
    const doc = new Y.Doc()
    const other = new Y.Doc()
    other.getText('note').insert(0, 'fine')
    let started = 0
    const hands = handsInWorker(() => (started += 1) === 1 ? deafWorker() : workerHere(), 30)
    const gate = updateGate(doc, hands)
    const change = Y.encodeStateAsUpdate(other)
    expect(await gate.pass(change, anybody(doc), 'peer')).toEqual({ kind: 'refused', because: 'took-too-long' })
    expect((await gate.pass(change, anybody(doc), 'peer')).kind).toBe('sound')
    expect(doc.getText('note').toJSON()).toBe('fine')
    gate.close()
    hands.close()
  })

  it('[L25] an examiner that could not be started keeps the next change from nothing', async () => {
    const [doc, other] = [new Y.Doc(), new Y.Doc()]
    other.getText('note').insert(0, 'fine')
    let started = 0
    const hands = handsInWorker(() => {
      started += 1
      if (started === 1) throw new Error('no worker can be started')
      return workerHere()
    })
    const gate = updateGate(doc, hands)
    const change = Y.encodeStateAsUpdate(other)
    await expect(gate.pass(change, anybody(doc), 'peer')).rejects.toThrow('no worker')
    expect((await gate.pass(change, anybody(doc), 'peer')).kind).toBe('sound')
    gate.close()
    hands.close()
  })
})

function forged(client: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('note').insert(0, 'put in their mouth')
  return Y.encodeStateAsUpdate(doc)
}

const deafWorker = (): GateWorker => ({ postMessage: () => undefined, addEventListener: () => undefined, terminate: () => undefined })

function workerHere(): GateWorker {
  const desk = gateDesk(contentRules)
  const listeners: ((event: { readonly data: unknown }) => void)[] = []
  return {
    postMessage(request: GateRequest) {
      const data = desk(request)
      if (data) queueMicrotask(() => listeners.forEach((listener) => listener({ data })))
    },
    addEventListener: (type: string, listener: (event: { readonly data: unknown }) => void) => void (type === 'message' && listeners.push(listener)),
    terminate: () => undefined,
  }
}
