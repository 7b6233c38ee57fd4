import { Collaboration } from '@tiptap/extension-collaboration'
import { EditorContent, useEditor } from '@tiptap/react'
import { createRoot } from 'react-dom/client'
import * as Y from 'yjs'
import { noteExtensions } from '../../../src/core/doc/note-schema.ts'
import { expose } from './expose.ts'

const doc = new Y.Doc()

/** The editor of the huddle's formulation, with nothing around it that saves, shares or decorates. */
function BareEditor() {
  const editor = useEditor({
    extensions: [...noteExtensions, Collaboration.configure({ fragment: doc.getXmlFragment('formulation') })],
    editorProps: { attributes: { role: 'textbox', 'aria-label': 'Formulation' } },
  })
  return <EditorContent editor={editor} />
}

const place = document.getElementById('root')
if (place) createRoot(place).render(<BareEditor />)
expose({})
