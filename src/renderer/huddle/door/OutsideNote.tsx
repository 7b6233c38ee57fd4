import { Box, Button, Typography } from '@mui/material'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'

/** Before the agenda has come: what is being waited for, or why it will not come. */
export function OutsideNote() {
  const live = useLive()
  const { waiting, ...shared } = useObservable(live.shared)
  const problem = shared.notAdmitted ?? shared.problem
  const { attempt, problem: trouble } = useAttempt()
  return (
    <Box sx={{ px: { xs: 2, sm: 3 }, py: 4, maxWidth: 620 }}>
      {problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Typography component="output" sx={{ display: 'block', color: 'text.secondary' }}>
          {waiting
            ? 'You have knocked. The chair sees your name, your role and your organisation, and lets you in.'
            : 'Waiting for the first colleague who is there to send the agenda. This takes a moment.'}
        </Typography>
      )}
      <Button variant="outlined" onClick={() => void attempt(() => live.leave())} sx={{ mt: 2 }}>
        Leave the huddle
      </Button>
      <ProblemNote problem={trouble} sx={{ mt: 2 }} />
    </Box>
  )
}
