import { Box, Button, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useNotify } from '../../shell/Notices.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { WorkDialog } from '../../shell/WorkDialog.tsx'
import { ErrorSummary } from '../../start/ErrorSummary.tsx'
import { checkPassphrase, emptyPassphrase } from '../../start/forms.ts'
import { nextPaint } from '../../start/next-paint.ts'
import { PassphraseFields } from '../../start/PassphraseFields.tsx'
import { useForm } from '../../start/use-form.ts'

export function PassphrasePanel() {
  const [asking, setAsking] = useState(false)
  return (
    <Panel
      heading="Passphrase"
      action={
        <Button variant="outlined" onClick={() => setAsking(true)}>
          Change the passphrase
        </Button>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        It opens what is kept on this computer. Each further try after three wrong ones has to wait.
      </Typography>
      {asking && <ChangeDialog onClose={() => setAsking(false)} />}
    </Panel>
  )
}

function ChangeDialog({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const [current, setCurrent] = useState('')
  const next = useForm(emptyPassphrase, checkPassphrase)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const { busy, problem, attempt } = useAttempt()

  function change(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const words = next.check()
    if (words === undefined) return
    void attempt(async () => {
      await nextPaint()
      await desk.changePassphrase(current, words)
      notify('The passphrase was changed.')
      onClose()
    })
  }
  return (
    <WorkDialog open busy={busy} onClose={onClose} aria-labelledby="change-heading" fullWidth maxWidth="sm">
      <Box component="form" noValidate onSubmit={change}>
        <DialogTitle id="change-heading">Change the passphrase</DialogTitle>
        <DialogContent>
          <ErrorSummary lines={next.summary} attempt={next.attempts} />
          <TextField
            id="current-passphrase"
            label="Your passphrase now"
            type="password"
            autoComplete="current-password"
            required
            slotProps={{ htmlInput: { ref: first } }}
            value={current}
            onChange={({ target }) => setCurrent(target.value)}
            sx={{ mt: 1, mb: 2 }}
          />
          <PassphraseFields form={next} />
          <ProblemNote problem={problem} sx={{ mt: 2 }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Keep it as it is
          </Button>
          <Button type="submit" variant="contained" loading={busy}>
            Change it
          </Button>
        </DialogActions>
      </Box>
    </WorkDialog>
  )
}
