import { Button, DialogActions, DialogContent, DialogContentText, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { WorkDialog } from '../shell/WorkDialog.tsx'

/** Takes the practice team away for good, after asking in words that name it. */
export function RemovePracticePanel({ name }: { readonly name: string }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const remove = () =>
    void attempt(async () => {
      await desk.removePractice()
      navigate(routes.today(), { replace: true })
    })
  return (
    <Panel
      heading="Practice team"
      action={
        <Button variant="outlined" color="error" onClick={() => setAsking(true)}>
          Remove the practice team
        </Button>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Nobody in {name} is real. Remove it when you have tried enough, and set up your own team.
      </Typography>
      <WorkDialog open={asking} busy={busy} onClose={() => setAsking(false)} aria-labelledby="remove-heading">
        <DialogTitle id="remove-heading">Remove {name}?</DialogTitle>
        <DialogContent>
          <DialogContentText>
            Its people, huddles and outcomes on this computer are gone for good. What was filed in the records folder stays there, marked as
            practice.
          </DialogContentText>
          <ProblemNote problem={problem} sx={{ mt: 2 }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)} disabled={busy}>
            Keep it
          </Button>
          <Button variant="contained" color="error" loading={busy} onClick={remove}>
            Remove {name}
          </Button>
        </DialogActions>
      </WorkDialog>
    </Panel>
  )
}
