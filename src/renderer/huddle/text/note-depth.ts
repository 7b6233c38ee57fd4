import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep, ReplaceStep } from '@tiptap/pm/transform'
import { deepestNote } from '../../../core/doc/note-schema.ts'

export const tooDeepInWords =
  'That was not done: lists and quotations stand within each other here as deeply as a note can hold. Nothing in the note has changed. Move them out a little first.'

const flattenedInWords =
  'What was pasted held lists and quotations within each other more deeply than a note can. Every word of it is here; the innermost stand side by side.'

/** How many blocks stand within each other, at most. */
export function depthOf(content: Fragment): number {
  let deepest = 0
  content.forEach((node) => {
    if (node.isBlock) deepest = Math.max(deepest, 1 + depthOf(node.content))
  })
  return deepest
}

/** The same texts in the same order, with no more than `depth` (one at least) blocks within each other. */
export function flattened(content: Fragment, depth: number): Fragment {
  const blocks: Node[] = []
  content.forEach((node) => {
    if (1 + depthOf(node.content) <= depth || !node.isBlock) blocks.push(node)
    else if (depth > levelsOf(node)) blocks.push(node.copy(flattened(node.content, depth - 1)))
    else node.descendants((inner) => !(inner.isTextblock && blocks.push(inner)))
  })
  return Fragment.from(blocks)
}

/** What a list or quotation needs for a text within it: a list holds items alone. */
const levelsOf = ({ type }: Node): number => (type.contentMatch.defaultType?.isTextblock ? 1 : 2)

/** What is pasted into a place with this many blocks around it, as deep as it may be. */
function fitted(slice: Slice, around: number): Slice {
  const depth = Math.max(1, deepestNote - around)
  return depthOf(slice.content) <= depth ? slice : Slice.maxOpen(flattened(slice.content, depth))
}

const movesBlocks = ({ steps }: Transaction): boolean =>
  steps.some((step) => (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) && step.slice.content.firstChild?.isBlock)

/**
 * Keeps lists and quotations from standing within each other more deeply than a colleague's device takes in: what is
 * pasted is flattened, with all of its words, and whatever else would make them deeper is not done.
 */
export const noteDepthPlugin = (say: (sentence: string) => void): Plugin =>
  new Plugin({
    props: {
      transformPasted(slice, { state }) {
        const fits = fitted(slice, state.selection.$from.depth)
        if (fits !== slice) queueMicrotask(() => say(flattenedInWords))
        return fits
      },
    },
    filterTransaction(transaction, { doc }) {
      if (isChangeOrigin(transaction) || !movesBlocks(transaction)) return true
      const depth = depthOf(transaction.doc.content)
      if (depth <= deepestNote || depth <= depthOf(doc.content)) return true
      say(tooDeepInWords)
      return false
    },
  })

export const noteDepth = (say: (sentence: string) => void): Extension => Extension.create({ name: 'noteDepth', addProseMirrorPlugins: () => [noteDepthPlugin(say)] })
