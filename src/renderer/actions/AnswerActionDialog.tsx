import { Box, Button, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { longestAccount, type Action } from '../../core/model/action.ts'
import { tooLongInWords } from '../huddle/live/too-long.ts'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { WorkDialog } from '../shell/WorkDialog.tsx'

interface AnswerActionDialogProps {
  readonly action: Action
  readonly state: 'done' | 'not done'
  readonly onClose: () => void
}

/** Asks how an action went; what was not done says why, because the next huddle opens with it. */
export function AnswerActionDialog({ action, state, onClose }: AnswerActionDialogProps) {
  const desk = useDesk()
  const notify = useNotify()
  const [howItWent, setHowItWent] = useState(action.howItWent)
  const { busy, problem, attempt } = useAttempt()
  const tooLong = tooLongInWords(howItWent, longestAccount)
  const reasonMissing = problem?.code === 'reason-missing'

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (tooLong !== undefined || !(await attempt(() => desk.changeAction(action.id, state, howItWent)))) return
    notify(`Marked as ${state}. The next huddle opens with it.`)
    onClose()
  }

  return (
    <WorkDialog open busy={busy} written={howItWent !== action.howItWent} onClose={onClose} aria-labelledby="answer-heading">
      <Box component="form" noValidate onSubmit={save}>
        <DialogTitle id="answer-heading">{state === 'done' ? 'Mark as done' : 'Mark as not done'}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>{action.what}</DialogContentText>
          <TextField
            id="how-it-went"
            label={state === 'done' ? 'How it went (if you like)' : 'Why it was not done'}
            required={state === 'not done'}
            multiline
            minRows={2}
            value={howItWent}
            onChange={({ target }) => setHowItWent(target.value)}
            error={reasonMissing || tooLong !== undefined}
            helperText={tooLong ?? (reasonMissing ? problem.todo : undefined)}
          />
          {!reasonMissing && <ProblemNote problem={problem} sx={{ mt: 2 }} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant="contained" loading={busy}>
            {state === 'done' ? 'Mark as done' : 'Mark as not done'}
          </Button>
        </DialogActions>
      </Box>
    </WorkDialog>
  )
}
