import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { noteSchema } from './note-schema.ts'
import { noteText } from './note-text.ts'

/** A whole note, emphasis and headings included, as the text in which it is kept. */
export const contentOf = (note: Y.XmlFragment): string => JSON.stringify(yXmlFragmentToProsemirrorJSON(note))

/** The note that a kept text holds, or undefined where it holds none that the schema allows. */
function readContent(content: string): object | undefined {
  try {
    const node = noteSchema().nodeFromJSON(JSON.parse(content))
    node.check()
    return node.toJSON() as object
  } catch {
    return undefined
  }
}

/** The plain text of a kept note, or undefined where it is no note. */
export function contentText(content: string): string | undefined {
  const json = readContent(content)
  return json && noteText(prosemirrorJSONToYXmlFragment(noteSchema(), json, new Y.Doc().getXmlFragment('note')))
}

/**
 * Makes a note read as the kept one does, by changing only what differs: what is the same on both sides stays as it
 * is, with its writers and whatever is anchored in it. Returns whether the kept one is a note.
 */
export function bringBack(note: Y.XmlFragment, content: string): boolean {
  const json = readContent(content)
  if (json) prosemirrorJSONToYXmlFragment(noteSchema(), json, note)
  return json !== undefined
}
