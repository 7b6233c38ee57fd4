import { Alert, Button, Typography } from '@mui/material'
import { useState } from 'react'
import type { RestoreResult } from '../../../core/session/backup/backup-desk.ts'
import { Panel } from '../../shell/Panel.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { restoredInWords } from './restored-words.ts'
import { RestoreForm } from './RestoreForm.tsx'

/** Merges a backup into what is kept here. */
export function RestorePanel() {
  const desk = useDesk()
  const [asking, setAsking] = useState(false)
  const [result, setResult] = useState<RestoreResult>()
  const close = (): void => setAsking(false)
  const open = (): void => {
    setResult(undefined)
    setAsking(true)
  }
  return (
    <Panel
      heading="Restore from a backup"
      action={
        !asking && (
          <Button variant="outlined" onClick={open}>
            Restore
          </Button>
        )
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: asking ? 2 : 0 }}>
        Brings back what is gone or damaged here, and takes in what another computer’s backup knows. What is here stays: of each entry the newer is kept.
        Whoever was erased stays erased, also where the backup still holds them.
      </Typography>
      {asking && (
        <RestoreForm
          isNew={false}
          onBack={close}
          onRestore={async (source, secret, _passphrase, watch) => {
            setResult(await desk.restoreBackup(source, secret, watch))
            close()
          }}
        />
      )}
      <Typography component="output" sx={{ display: 'block' }}>
        {result && (
          <Alert severity="success" variant="outlined" sx={{ mt: 1.5 }}>
            {restoredInWords(result)}
          </Alert>
        )}
      </Typography>
    </Panel>
  )
}
