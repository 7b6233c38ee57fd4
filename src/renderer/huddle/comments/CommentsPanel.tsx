import { Box, Typography } from '@mui/material'
import { useRef } from 'react'
import type { Editor } from '@tiptap/core'
import { openComments, type Comments } from '../../../core/doc/comments.ts'
import { longestComment, type Comment } from '../../../core/model/comment.ts'
import type { ItemId } from '../../../core/model/ids.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import type { HeldDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { CommentCard } from './CommentCard.tsx'
import { rangeOf } from './comment-marks.ts'
import { SettledList } from './SettledList.tsx'

interface CommentsPanelProps {
  readonly editor: Editor
  readonly comments: Comments
  readonly item: ItemId
  /** A new comment that is being written, and on which letters. */
  readonly held: HeldDraft
}

/** The comments on a note, in the order of its text; those that are resolved under a button. */
export function CommentsPanel({ editor, comments, item, held }: CommentsPanelProps) {
  const { name, role, device } = useLive().me
  const announce = useAnnounce()
  const { attempt, problem } = useAttempt()
  const heading = useRef<HTMLHeadingElement>(null)
  const about = held.draft?.on
  const list = useFocusAfter<HTMLDivElement>(about !== undefined)
  const all = useDocValue(comments, () => comments.list())
  const open = openComments(all)
  const resolved = all.filter((each) => each.resolved)
  const me = { name, role, device }

  const write = async (text: string): Promise<void> => {
    if (!about || !(await attempt(() => void comments.add(about.anchor, text, me)))) return
    announce('Your comment is written down.')
    held.drop()
  }
  const show = ({ id }: Comment): void => {
    const range = rangeOf(editor.state, comments.anchorsOf(id))
    if (!range) return
    editor.chain().setTextSelection(range).scrollIntoView().run()
    // At once: the editor's own command waits for a frame, and the next key would go to the button.
    editor.view.focus()
  }
  const card = (comment: Comment) => (
    <CommentCard
      key={comment.id}
      item={item}
      comment={comment}
      onShow={() => show(comment)}
      onReply={(text) => attempt(() => comments.reply(comment.id, text, me))}
      onResolve={() => {
        comments.resolve(comment.id, name)
        announce('The comment is resolved.')
        // The button that was pressed is gone.
        heading.current?.focus()
      }}
      onReopen={() => {
        comments.reopen(comment.id, name)
        announce('The comment is open again.')
        heading.current?.focus()
      }}
    />
  )
  if (all.length === 0 && !about) return null
  return (
    <Box component="section" aria-label="Comments" className="comments">
      <Typography ref={heading} tabIndex={-1} variant="subtitle2" component="h2" color="textSecondary" sx={{ '&:focus': { outline: 'none' } }}>
        {open.length === 0 ? 'No open comments' : `${open.length} open ${open.length === 1 ? 'comment' : 'comments'}`}
      </Typography>
      <ProblemNote problem={problem} sx={{ my: 1 }} />
      {about && (
        <Box sx={{ py: 1 }}>
          <ReasonForm
            label="Your comment"
            helper={`On “${about.quote.length > 60 ? `${about.quote.slice(0, 59)}…` : about.quote}”`}
            verb="Comment"
            maximum={longestComment}
            held={held}
            onCancel={() => {
              held.drop()
              editor.commands.focus()
            }}
            onSubmit={(text) => void write(text)}
          />
        </Box>
      )}
      <Box ref={list}>
        <Box component="ul" aria-label="Open comments" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {open.map(card)}
        </Box>
        <SettledList word="Resolved" label="Resolved comments" count={resolved.length}>
          {() => resolved.map(card)}
        </SettledList>
      </Box>
    </Box>
  )
}
