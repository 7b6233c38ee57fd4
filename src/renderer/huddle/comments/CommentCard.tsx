import { Box, Button, Stack, Typography } from '@mui/material'
import { longestComment, type Comment, type Reply } from '../../../core/model/comment.ts'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { ItemId } from '../../../core/model/ids.ts'
import { useDraft } from '../live/drafts.tsx'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { useFocusAfter } from '../live/use-focus.ts'

function Said({ text, by, at }: Reply) {
  return (
    <Box sx={{ mt: 0.75 }}>
      <Typography variant="caption" component="div" color="textSecondary">
        <strong>{by.name}</strong>, {by.role} · {clinicalDateTime(at)}
      </Typography>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
    </Box>
  )
}

interface CommentCardProps {
  readonly item: ItemId
  readonly comment: Comment
  readonly onShow: () => void
  readonly onReply: (text: string) => Promise<boolean>
  readonly onResolve: () => void
  readonly onReopen: () => void
}

/** One comment with its replies: what it is about, who said what and when, and how it ended. */
export function CommentCard({ item, comment, onShow, onReply, onResolve, onReopen }: CommentCardProps) {
  const { quote, standing, replies, resolved } = comment
  const held = useDraft({ item, kind: 'reply', which: comment.id })
  const replying = held.draft !== undefined
  const button = useFocusAfter<HTMLButtonElement>(replying)
  return (
    <Box component="li" aria-label={`Comment by ${comment.by.name} on “${standing || quote}”`} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Typography variant="body2" color="textSecondary" sx={{ pl: 1, borderLeft: '3px dotted', borderColor: 'primary.main', overflowWrap: 'anywhere' }}>
        “{standing || quote}”
      </Typography>
      {standing === '' && (
        <Typography variant="caption" component="p" sx={{ fontWeight: 600, m: 0 }}>
          The text was taken out
        </Typography>
      )}
      <Said {...comment} />
      <Box sx={{ pl: 1.5 }}>
        {replies.map((reply) => (
          <Said key={reply.id} {...reply} />
        ))}
      </Box>
      {resolved && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 0.75 }}>
          Resolved by {resolved.by}, {clinicalDateTime(resolved.at)}
        </Typography>
      )}
      {replying ? (
        <Box sx={{ mt: 1 }}>
          <ReasonForm
            label="Your reply"
            verb="Reply"
            maximum={longestComment}
            held={held}
            onCancel={held.drop}
            onSubmit={(text) => void onReply(text).then((done) => done && held.drop())}
          />
        </Box>
      ) : (
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', ml: -1, '& .MuiButton-root': { px: 1, minWidth: 0 } }}>
          {standing !== '' && <Button onClick={onShow}>Show in the text</Button>}
          <Button ref={button} onClick={() => held.begin()}>
            Reply
          </Button>
          {resolved ? <Button onClick={onReopen}>Reopen</Button> : <Button onClick={onResolve}>Resolve</Button>}
        </Stack>
      )}
    </Box>
  )
}
