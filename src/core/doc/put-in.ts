import * as Y from 'yjs'
import type { Proposal } from '../model/suggestion.ts'
import { absolutePlace, placeOf } from './anchors.ts'
import { lettersBetween, type Stretch } from './letters.ts'

/**
 * Writes words into a note at a place, further lines as paragraphs after it; where the place is gone, at the note's
 * end, so that they are never lost. Returns the letters that it wrote.
 */
export function putIn(note: Y.XmlFragment, place: Proposal['place'], words: string): Stretch[] {
  if (words === '') return []
  const found = note.doc && placeOf(place, note.doc)
  const at = found && absolutePlace(note, place) < Infinity ? found : { type: note, index: note.length }
  if (at.type instanceof Y.XmlText) return inText(at.type, at.index, words)
  if (at.type instanceof Y.XmlElement && isTextblock(at.type)) return inBlock(at.type, at.index, words)
  return paragraphs(note, at.type === note ? at.index : note.length, words)
}

const isTextblock = ({ nodeName }: Y.XmlElement): boolean => nodeName === 'paragraph' || nodeName === 'heading'

function inText(text: Y.XmlText, index: number, words: string): Stretch[] {
  const block = text.parent
  const more = words.includes('\n')
  const last = index === text.length && text.nextSibling === null
  if (more && last && block instanceof Y.XmlElement && block.parent instanceof Y.XmlFragment) {
    const [first = '', ...rest] = words.split('\n')
    const written = first === '' ? [] : inText(text, index, first)
    return [...written, ...paragraphs(block.parent, indexOf(block.parent, block) + 1, rest.join('\n'))]
  }
  // Somebody has gone on writing after it: the words are put in where they belong, as one line.
  const line = words.replaceAll('\n', ' ')
  text.insert(index, line)
  return lettersBetween(rootOf(text), { type: text, index }, { type: text, index: index + line.length })
}

function inBlock(block: Y.XmlElement, index: number, words: string): Stretch[] {
  const text = new Y.XmlText()
  block.insert(Math.min(index, block.length), [text])
  return inText(text, 0, words)
}

function paragraphs(parent: Y.XmlFragment, index: number, words: string): Stretch[] {
  const made = words.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph')
    if (line !== '') paragraph.insert(0, [new Y.XmlText(line)])
    return paragraph
  })
  parent.insert(index, made)
  return made.flatMap((paragraph) => {
    const text = paragraph.get(0)
    return text instanceof Y.XmlText ? lettersBetween(paragraph, { type: text, index: 0 }, { type: text, index: text.length }) : []
  })
}

const indexOf = (parent: Y.XmlFragment, child: Y.XmlElement): number => parent.toArray().findIndex((each) => each === child)

function rootOf(text: Y.XmlText): Y.XmlFragment {
  const { parent } = text
  return parent instanceof Y.XmlFragment ? parent : new Y.XmlFragment()
}
