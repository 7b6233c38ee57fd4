import { getSchema, type Extensions } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'

/** The largest paste that a note takes, in characters: more than any note, less than what stalls a meeting. */
export const maximumPaste = 200_000

/**
 * Blocks that may stand within each other in a note that is written here: a list in a list is two more. Well below what
 * the gate takes in from colleagues.
 */
export const deepestNote = 30

/** What a note can hold: headings, paragraphs, lists, quotes and emphasis; no links, images or code. */
export const noteExtensions: Extensions = [
  StarterKit.configure({
    undoRedo: false,
    link: false,
    code: false,
    codeBlock: false,
    strike: false,
    horizontalRule: false,
    heading: { levels: [2, 3] },
  }),
]

/** What a short field can hold: paragraphs of plain text. */
export const lineExtensions: Extensions = [
  StarterKit.configure({
    undoRedo: false,
    link: false,
    code: false,
    codeBlock: false,
    strike: false,
    horizontalRule: false,
    heading: false,
    blockquote: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    listKeymap: false,
    bold: false,
    italic: false,
    underline: false,
  }),
]

export const noteSchema = () => getSchema(noteExtensions)
