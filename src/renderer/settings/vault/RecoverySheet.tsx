import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, GlobalStyles, Checkbox, Typography } from '@mui/material'
import { useState } from 'react'

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

/** The code, this once: it is stored nowhere, so the dialog stays until somebody says that they have it. */
export function RecoverySheet({ code, onDone }: { readonly code: string; readonly onDone: () => void }) {
  const [kept, setKept] = useState(false)
  const groups = code.split('-')
  return (
    <Dialog open aria-labelledby="sheet-heading" fullWidth maxWidth="sm">
      {onPaper}
      <DialogTitle id="sheet-heading">Print this code now</DialogTitle>
      <DialogContent>
        <Box id="recovery-sheet">
          <Typography variant="h2">MDT Huddle: recovery code</Typography>
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            It opens what is kept on this computer when the passphrase is lost. It is not shown again. Keep it locked away, not beside the computer.
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
        <FormControlLabel sx={{ mt: 1.5 }} control={<Checkbox checked={kept} onChange={(_event, on) => setKept(on)} />} label="I have it on paper" />
      </DialogContent>
      <DialogActions>
        <Button onClick={() => window.print()}>Print it</Button>
        <Button variant="contained" disabled={!kept} onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}
