import { Box, Button, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { WorkDialog } from '../../shell/WorkDialog.tsx'
import { nextPaint } from '../../start/next-paint.ts'

interface AskPassphraseProps {
  readonly heading: string
  readonly why: string
  /** What the button does, in words. */
  readonly verb: string
  readonly onClose: () => void
  /** Rejects with what is wrong with the passphrase, for the dialog to show. */
  readonly onPassphrase: (passphrase: string) => Promise<void>
}

/** Asks who it is before something that opens the vault in another way. */
export function AskPassphrase({ heading, why, verb, onClose, onPassphrase }: AskPassphraseProps) {
  const id = useId()
  const [passphrase, setPassphrase] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  function go(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void attempt(async () => {
      await nextPaint()
      await onPassphrase(passphrase)
    })
  }
  return (
    <WorkDialog open busy={busy} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <Box component="form" noValidate onSubmit={go}>
        <DialogTitle id={id}>{heading}</DialogTitle>
        <DialogContent>
          <Typography variant="body2" sx={{ mb: 2 }}>
            {why}
          </Typography>
          <TextField
            id="ask-passphrase"
            label="Your passphrase"
            type="password"
            autoComplete="current-password"
            required
            slotProps={{ htmlInput: { ref: first } }}
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
          <ProblemNote problem={problem} sx={{ mt: 2 }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Not now
          </Button>
          <Button type="submit" variant="contained" loading={busy}>
            {verb}
          </Button>
        </DialogActions>
      </Box>
    </WorkDialog>
  )
}
