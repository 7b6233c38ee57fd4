import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, GlobalStyles, Checkbox, Typography } from '@mui/material'
import { useState } from 'react'
import type { NewRecoveryCode } from '../../../core/session/vault-desk.ts'
import { useNotify } from '../../shell/Notices.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'

/** On paper there is the sheet alone. */
const onPaper = (
  <GlobalStyles
    styles={{
      '@media print': {
        'body *': { visibility: 'hidden' },
        '#recovery-sheet, #recovery-sheet *': { visibility: 'visible', color: '#000' },
        '#recovery-sheet': { position: 'fixed', inset: 0, padding: '2cm' },
      },
    }}
  />
)

interface RecoverySheetProps {
  readonly made: NewRecoveryCode
  /** Whether an earlier code holds until this one does. */
  readonly former: boolean
  /** It holds now, or was given up. */
  readonly onDone: () => void
}

/** The code, this once: it is stored nowhere, and holds from when somebody says that they have it on paper. */
export function RecoverySheet({ made, former, onDone }: RecoverySheetProps) {
  const notify = useNotify()
  const [onSheet, setOnSheet] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const groups = made.code.split('-')
  const keep = () =>
    void attempt(async () => {
      await made.keep()
      notify('The recovery code on your paper opens what is kept here.')
      onDone()
    })
  return (
    <Dialog open aria-labelledby="sheet-heading" fullWidth maxWidth="sm">
      {onPaper}
      <DialogTitle id="sheet-heading">Print this code now</DialogTitle>
      <DialogContent>
        <Box id="recovery-sheet">
          <Typography variant="h2">MDT Huddle: recovery code</Typography>
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            Once it was confirmed on the screen, it opens what is kept on this computer when the passphrase is lost. It is not shown again. Keep it
            locked away, not beside the computer.
          </Typography>
          <Box
            component="ol"
            aria-label="The recovery code, in eleven groups"
            sx={{ columns: { xs: 2, sm: 3 }, typography: 'h2', fontWeight: 500, letterSpacing: '0.08em', my: 2, pl: 4, '& li::marker': { fontSize: '0.75rem', fontWeight: 400 } }}
          >
            {groups.map((group, index) => (
              <li key={`${index + 1}-${group}`}>{group}</li>
            ))}
          </Box>
          <Typography variant="body2">Eleven groups of five letters. Capitals, spaces and dashes do not matter.</Typography>
        </Box>
        <Typography sx={{ mt: 1.5 }}>
          {former ? 'Until you confirm it here, it opens nothing and your former code holds.' : 'Until you confirm it here, it opens nothing.'}
        </Typography>
        <FormControlLabel control={<Checkbox checked={onSheet} onChange={(_event, on) => setOnSheet(on)} />} label="I have it on paper" />
        <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
      </DialogContent>
      <DialogActions>
        <Button disabled={busy} onClick={onDone}>
          {former ? 'Keep the former code' : 'Not now'}
        </Button>
        <Button onClick={() => window.print()}>Print it</Button>
        <Button variant="contained" disabled={!onSheet} loading={busy} onClick={keep}>
          Let it open what is kept
        </Button>
      </DialogActions>
    </Dialog>
  )
}
