import { Button, Menu, MenuItem } from '@mui/material'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { formulationTemplates, type FormulationTemplate } from '../../../core/model/formulation-templates.ts'

/** Puts the template's headings after what is there, or in its place where nothing is, and the caret under the first. */
function insertHeadings(editor: Editor, { headings }: FormulationTemplate): void {
  const { doc } = editor.state
  const at = editor.isEmpty ? 0 : doc.content.size
  const blocks = headings.flatMap((text) => [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] },
    { type: 'paragraph' },
  ])
  const firstParagraph = at + (headings[0]?.length ?? 0) + 3
  editor
    .chain()
    .insertContentAt(editor.isEmpty ? { from: 0, to: doc.content.size } : at, blocks)
    .focus(firstParagraph)
    .run()
}

export function TemplateMenu({ editor }: { readonly editor: Editor }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        size="small"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ ml: 'auto' }}
      >
        Insert headings
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} disableRestoreFocus>
        {formulationTemplates.map((template) => (
          <MenuItem
            key={template.name}
            onClick={() => {
              setAnchor(null)
              insertHeadings(editor, template)
            }}
          >
            {template.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
