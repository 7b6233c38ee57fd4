import { Alert, Box, Typography } from '@mui/material'
import { EditorContent, type Editor } from '@tiptap/react'
import { useId, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Comments } from '../../../core/doc/comments.ts'
import { colleagueColour } from '../../../core/model/huddle.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { chosenWords, commentMarks, type ChosenWords } from '../comments/comment-marks.ts'
import { CommentsPanel } from '../comments/CommentsPanel.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
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
  /** Where remarks on the text are kept, for a text that can be commented on. */
  readonly comments?: Comments
}

/** A text that everybody here writes in together: a whole note with formatting, or a short field of plain paragraphs. */
export function LiveText({ fragment, awareness, me, label, hideLabel = false, placeholder, kind = 'line', comments }: LiveTextProps) {
  const labelId = useId()
  const live = useLive()
  const announce = useAnnounce()
  const [about, setAbout] = useState<ChosenWords | undefined>()
  const comment = (on: Editor): void => {
    const chosen = chosenWords(on)
    if (chosen) setAbout(chosen)
    else announce('There are no words here to comment on.')
  }
  const { editor, refused, dismiss } = useLiveEditor({
    fragment,
    awareness,
    author: me,
    colourOf: (device) => colleagueColour(live.view.get().attendees, device, caretColours),
    kind,
    placeholder,
    ...(comments && { more: [commentMarks(comments, comment)] }),
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
      {kind === 'note' && <FormattingBar editor={editor} {...(comments && { onComment: () => comment(editor) })} />}
      <Box className="live-text-and-comments">
        <EditorContent editor={editor} />
        {comments && <CommentsPanel editor={editor} comments={comments} about={about} onWritten={() => setAbout(undefined)} />}
      </Box>
      {refused && (
        <Alert severity="warning" variant="outlined" onClose={dismiss} sx={{ mt: 1 }}>
          {refused}
        </Alert>
      )}
    </Box>
  )
}
