import { Alert, Box, Typography } from '@mui/material'
import { EditorContent } from '@tiptap/react'
import { useId } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { colleagueColour } from '../../../core/model/huddle.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { useLive } from '../live/live-context.ts'
import { caretColours } from './carets.ts'
import { FormattingBar } from './FormattingBar.tsx'
import { useLiveEditor } from './use-live-editor.ts'

interface LiveTextProps {
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  readonly me: StaffCard
  /** The accessible name; shown above the text unless `hideLabel`. */
  readonly label: string
  readonly hideLabel?: boolean
  readonly placeholder: string
  readonly kind?: 'note' | 'line'
}

/** A text that everybody here writes in together: a whole note with formatting, or a short field of plain paragraphs. */
export function LiveText({ fragment, awareness, me, label, hideLabel = false, placeholder, kind = 'line' }: LiveTextProps) {
  const labelId = useId()
  const live = useLive()
  const { editor, refused, dismiss } = useLiveEditor({
    fragment,
    awareness,
    author: me,
    colourOf: (device) => colleagueColour(live.view.get().attendees, device, caretColours),
    kind,
    placeholder,
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-placeholder': placeholder,
      ...(hideLabel ? { 'aria-label': label } : { 'aria-labelledby': labelId }),
    },
  })
  return (
    <Box className={`live-text live-text-${kind}`}>
      {!hideLabel && (
        <Typography id={labelId} variant="subtitle2" component="div" color="textSecondary" onClick={() => editor.commands.focus()}>
          {label}
        </Typography>
      )}
      {kind === 'note' && <FormattingBar editor={editor} />}
      <EditorContent editor={editor} />
      {refused && (
        <Alert severity="warning" variant="outlined" onClose={dismiss} sx={{ mt: 1 }}>
          {refused}
        </Alert>
      )}
    </Box>
  )
}
