import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Placeholder } from '@tiptap/extensions'
import { useEditor, type Editor } from '@tiptap/react'
import { useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { lineExtensions, noteExtensions } from '../../../core/doc/note-schema.ts'
import { renderCaret, renderSelection, type ColourOf } from './carets.ts'
import { noteDepth } from './note-depth.ts'
import { pasteGuard } from './paste-guard.ts'

export interface LiveEditorOptions {
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  /** Who writes here: shown to colleagues beside the caret. */
  readonly author: { readonly name: string; readonly role: string; readonly device: string }
  readonly colourOf: ColourOf
  readonly kind: 'note' | 'line'
  readonly placeholder: string
  /** What only this kind of text has besides; it says in words what it refuses. */
  readonly more?: (refuse: (sentence: string) => void) => Extensions
  /** Attributes of the element that is typed into. */
  readonly attributes: Record<string, string>
}

/**
 * One TipTap editor on one shared fragment: typing merges with everybody else's, undo takes back only one's own,
 * colleagues' carets carry their names.
 */
export function useLiveEditor(options: LiveEditorOptions): { editor: Editor; refused: string; dismiss: () => void } {
  const { fragment, awareness, author, colourOf, kind, placeholder, more, attributes } = options
  const [refused, setRefused] = useState('')
  const editor = useEditor(
    {
      extensions: [
        ...(kind === 'note' ? noteExtensions : lineExtensions),
        Placeholder.configure({ placeholder, showOnlyCurrent: false }),
        Collaboration.configure({ fragment }),
        CollaborationCaret.configure({
          provider: { awareness },
          user: { name: author.name, role: author.role, device: author.device },
          render: (user) => renderCaret(user, colourOf),
          selectionRender: (user) => renderSelection(user, colourOf),
        }),
        pasteGuard(setRefused),
        noteDepth(setRefused),
        ...(more?.(setRefused) ?? []),
      ],
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      editorProps: { attributes },
      onUpdate: () => setRefused(''),
    },
    [fragment, awareness],
  )
  return { editor, refused, dismiss: () => setRefused('') }
}
