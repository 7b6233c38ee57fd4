import { discussionFields } from './discussion.ts'

/**
 * What the shared documents may hold, for whoever examines a change before it is made. Light enough to load where no
 * editor is; a test holds the names against the note schema itself.
 */
export const noteNodeNames: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'hardBreak',
])

const noteRoot = new RegExp(`^(?:formulation|action:[0-9a-f]{32}:what|item:[0-9a-f]{32}:(?:${discussionFields.join('|')}))$`)

/** Whether the top-level type of this name is a note: it holds nodes, and an editor stumbles over anything else. */
export const holdsNote = (root: string): boolean => noteRoot.test(root)
