import * as Y from 'yjs'
import type { Effects } from '../../../src/core/model/effects.ts'
import { countingRandom, now } from '../model/caseload-builders.ts'

export function testEffects(): Effects {
  let time = now
  return { clock: () => (time += 1000), random: countingRandom() }
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
