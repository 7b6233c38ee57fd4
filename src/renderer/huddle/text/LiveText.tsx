import { Alert, Box, Typography } from '@mui/material'
import { EditorContent, type Editor } from '@tiptap/react'
import { useId } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Comments } from '../../../core/doc/comments.ts'
import type { Suggestions } from '../../../core/doc/suggestions.ts'
import { colleagueColour } from '../../../core/model/huddle.ts'
import type { ItemId } from '../../../core/model/ids.ts'
import type { Observable } from '../../../core/model/observable.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import type { KnownWriters } from '../../../core/session/live-huddle.ts'
import { suggestedBy } from '../../../core/session/suggested-by.ts'
import { chosenWords, commentMarks } from '../comments/comment-marks.ts'
import { CommentsPanel } from '../comments/CommentsPanel.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import type { HeldDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import { isSuggesting, setSuggesting, suggestMode } from '../suggestions/suggest-mode.ts'
import { useSuggesting } from '../suggestions/suggesting.tsx'
import { SuggestionsPanel } from '../suggestions/SuggestionsPanel.tsx'
import { caretColours } from './carets.ts'
import { FormattingBar } from './FormattingBar.tsx'
import { useLiveEditor } from './use-live-editor.ts'

/** What is said about a text beside it. */
export interface Remarks {
  /** The discussion in which it is said. */
  readonly item: ItemId
  /** A new comment that is not sent yet. */
  readonly comment: HeldDraft
  readonly comments: Comments
  readonly suggestions: Suggestions
  /** Who has proved what they wrote. */
  readonly writers: Observable<KnownWriters>
}

interface LiveTextProps {
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  readonly me: StaffCard
  /** The accessible name; shown above the text unless `hideLabel`. */
  readonly label: string
  readonly hideLabel?: boolean
  readonly placeholder: string
  readonly kind?: 'note' | 'line'
  /** For a text that can be commented on, and for which changes can be suggested. */
  readonly remarks?: Remarks
}

/** A text that everybody here writes in together: a whole note with formatting, or a short field of plain paragraphs. */
export function LiveText({ fragment, awareness, me, label, hideLabel = false, placeholder, kind = 'line', remarks }: LiveTextProps) {
  const labelId = useId()
  const live = useLive()
  const announce = useAnnounce()
  const suggesting = useSuggesting()
  const comment = (on: Editor): void => {
    const chosen = chosenWords(on)
    if (chosen) remarks?.comment.begin({ on: chosen })
    else announce('There are no words here to comment on.')
  }
  const toggleSuggesting = (on: Editor): void => {
    const next = !isSuggesting(on)
    setSuggesting(on, next)
    if (remarks) suggesting.set(remarks.item, next)
    announce(next ? 'What you write now becomes a suggestion.' : 'What you write now changes the text.')
  }
  const { editor, refused, dismiss } = useLiveEditor({
    fragment,
    awareness,
    author: me,
    colourOf: (device) => colleagueColour(live.view.get().attendees, device, caretColours),
    kind,
    placeholder,
    ...(remarks && {
      more: (sentence) => [
        commentMarks(remarks.comments, comment),
        ...suggestMode({
          suggestions: remarks.suggestions,
          me: { name: me.name, role: me.role, device: me.device },
          nameOf: (suggestion) => suggestedBy(suggestion, remarks.writers.get()).by.name,
          observeNames: (onChange) => remarks.writers.subscribe(onChange),
          refuse: sentence,
          begins: suggesting.in(remarks.item),
          onToggle: toggleSuggesting,
        }),
      ],
    }),
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
      {kind === 'note' && <FormattingBar editor={editor} {...(remarks && { onComment: () => comment(editor), onSuggest: () => toggleSuggesting(editor) })} />}
      <Box className="live-text-and-comments">
        <EditorContent editor={editor} />
        {remarks && (
          <Box className="remarks">
            <SuggestionsPanel editor={editor} suggestions={remarks.suggestions} writers={remarks.writers} />
            <CommentsPanel editor={editor} comments={remarks.comments} item={remarks.item} held={remarks.comment} />
          </Box>
        )}
      </Box>
      {refused && (
        <Alert severity="warning" variant="outlined" onClose={dismiss} sx={{ mt: 1 }}>
          {refused}
        </Alert>
      )}
    </Box>
  )
}
