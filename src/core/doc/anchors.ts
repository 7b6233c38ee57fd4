import * as Y from 'yjs'
import type { Anchor } from '../model/comment.ts'

type Place = Y.AbsolutePosition

/** Where a kept place is now; null where it is gone, or was none. */
export function placeOf(position: Anchor['start'], doc: Y.Doc): Place | null {
  try {
    // What an undo brought back is known to follow only where it was undone; everybody must read the same.
    return Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(position), doc, false)
  } catch {
    // A peer may have written a place that is none.
    return null
  }
}

/** Holds on to the letters between two places: what is written beside them later is not part of it. */
export function anchorAt(start: Place, end: Place): Anchor {
  return {
    start: jsonOf(Y.createRelativePositionFromTypeIndex(start.type, start.index, 0)),
    end: jsonOf(Y.createRelativePositionFromTypeIndex(end.type, end.index, -1)),
  }
}

/** Holds on to the letter before a place: what is written beside it later stays beside it. */
export const placeAfter = ({ type, index }: Pick<Place, 'type' | 'index'>): Anchor['start'] => jsonOf(Y.createRelativePositionFromTypeIndex(type, index, -1))

function jsonOf({ type, tname, item, assoc }: Y.RelativePosition): Anchor['start'] {
  return {
    ...(type && { type: { client: type.client, clock: type.clock } }),
    ...(tname !== null && { tname }),
    ...(item && { item: { client: item.client, clock: item.clock } }),
    assoc,
  }
}

/** How many letters of a note stand before a place; Infinity where the place is gone. */
export function absolutePlace(note: Y.XmlFragment, position: Anchor['start']): number {
  const place = note.doc && placeOf(position, note.doc)
  let before: number | undefined
  let letters = 0
  const visit = (type: Y.XmlFragment | Y.XmlElement | Y.XmlText | Y.XmlHook): void => {
    if (type === place?.type) before = letters + (type instanceof Y.XmlText ? place.index : 0)
    if (type instanceof Y.XmlText) letters += type.length
    else if (type instanceof Y.XmlFragment) for (const child of type.toArray()) visit(child)
  }
  visit(note)
  return before ?? Infinity
}

/** The letters of a note that an anchor holds now, and how many stand before them; empty where they were taken out. */
export function anchored(note: Y.XmlFragment, anchor: Anchor): { readonly text: string; readonly at: number } {
  const [start, end] = [anchor.start, anchor.end].map((position) => note.doc && placeOf(position, note.doc))
  if (!start || !end) return { text: '', at: Infinity }
  if (start.type === end.type && start.index >= end.index) return { text: '', at: Infinity }
  let text = ''
  let from: number | undefined
  let to: number | undefined
  const visit = (type: Y.XmlFragment | Y.XmlElement | Y.XmlText | Y.XmlHook): void => {
    if (type instanceof Y.XmlText) {
      if (type === start.type) from = text.length + start.index
      if (type === end.type) to = text.length + end.index
      text += lettersOf(type)
      return
    }
    if (!(type instanceof Y.XmlFragment)) return
    const children: (Y.XmlElement | Y.XmlText | Y.XmlHook)[] = type.toArray()
    children.forEach((child, index) => {
      if (type === start.type && index === start.index) from = text.length
      if (type === end.type && index === end.index) to = text.length
      visit(child)
    })
    if (type === start.type) from ??= text.length
    if (type === end.type) to ??= text.length
  }
  visit(note)
  return from === undefined || to === undefined || from >= to ? { text: '', at: Infinity } : { text: text.slice(from, to), at: from }
}

function lettersOf(text: Y.XmlText): string {
  const delta: { insert?: unknown }[] = text.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('')
}
