import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { noteSchema } from '../../../src/core/doc/note-schema.ts'
import { noteText } from '../../../src/core/doc/note-text.ts'
import { paragraph } from './docs.ts'

function nested(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(0, children)
  return element
}

it('[C33] the plain text of a note keeps its order: a line a block, lists with a dash, quotes and emphasis as text', () => {
  const doc = new Y.Doc()
  const note = doc.getXmlFragment('note')
  const bold = new Y.XmlText()
  note.insert(0, [
    nested('heading', new Y.XmlText('What happened')),
    paragraph('First'),
    nested('bulletList', nested('listItem', paragraph('one')), nested('listItem', paragraph('two'))),
    nested('blockquote', paragraph('said')),
    nested('paragraph', bold),
  ])
  bold.insert(0, 'very', { bold: true })
  bold.insert(4, ' calm', { bold: null })
  expect(noteText(note)).toBe('What happened\nFirst\n- one\n- two\nsaid\nvery calm')
})

it('[C33] an empty note and one of empty paragraphs have no text', () => {
  const note = new Y.Doc().getXmlFragment('note')
  expect(noteText(note)).toBe('')
  note.insert(0, [paragraph(''), paragraph('  ')])
  expect(noteText(note)).toBe('')
})

it('[C33] the note schema holds no links, images or code', () => {
  const { nodes, marks } = noteSchema()
  expect(Object.keys(nodes).toSorted()).toEqual(['blockquote', 'bulletList', 'doc', 'hardBreak', 'heading', 'listItem', 'orderedList', 'paragraph', 'text'])
  expect(Object.keys(marks).toSorted()).toEqual(['bold', 'italic', 'underline'])
})
