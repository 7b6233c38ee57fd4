import type { EditorState } from '@tiptap/pm/state'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { Place } from '../../../core/model/comment.ts'

export interface Bound {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly binding: ProsemirrorBinding
}

/** The shared text behind an editor, once it is bound. */
export function boundTo(state: EditorState): Bound | undefined {
  const bound: Partial<Bound> | undefined = ySyncPluginKey.getState(state)
  return bound?.doc && bound.type && bound.binding ? { doc: bound.doc, type: bound.type, binding: bound.binding } : undefined
}

/** A stretch of the editor's text, as positions of the editor. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Where a position of the editor is in the shared text. */
export const placeIn = ({ doc, type, binding }: Bound, position: number): Y.AbsolutePosition | null =>
  Y.createAbsolutePositionFromRelativePosition(absolutePositionToRelativePosition(position, type, binding.mapping), doc)

/** Where a kept place is in the editor; -1 where it is gone. */
export function positionIn({ doc, type, binding }: Bound, place: Place): number {
  try {
    return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(place), binding.mapping) ?? -1
  } catch {
    // A peer may have written a place that is none.
    return -1
  }
}
