import * as Y from 'yjs'
import { noteText } from '../../../src/core/doc/note-text.ts'
import type { Effects } from '../../../src/core/model/effects.ts'
import { countingRandom, now } from '../model/caseload-builders.ts'

export function testEffects(): Effects {
  let time = now
  return { clock: () => (time += 1000), random: countingRandom() }
}

/** Devices that hold the same note, each with what stands beside it there. */
export function noteSeats<T>(count: number, besideNote: (doc: Y.Doc, effects: Effects) => T) {
  const effects = testEffects()
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc()
    const note = doc.getXmlFragment('formulation')
    const paragraphAt = (index: number): Y.XmlText => (note.get(index) as Y.XmlElement).get(0) as Y.XmlText
    return { doc, note, paragraphAt, read: () => noteText(note), beside: besideNote(doc, effects) }
  })
}

/** Brings both documents to the same state. */
export function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)))
}

export function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(text)])
  return element
}
