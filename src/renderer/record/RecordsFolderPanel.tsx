import { Alert, Box, Button, Skeleton, TextField, Typography } from '@mui/material'
import { useEffect, useState, type SubmitEvent } from 'react'
import type { RecordsFolder } from '../../core/session/session.ts'
import { useNotify } from '../shell/Notices.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'

/** Where outcome packages are filed, and how to move to another folder. */
export function RecordsFolderPanel() {
  const desk = useDesk()
  const [about, setAbout] = useState<RecordsFolder>()
  const [changing, setChanging] = useState(false)
  const { problem, attempt } = useAttempt()
  useEffect(() => {
    void attempt(async () => setAbout(await desk.recordsFolder()))
  }, [desk, attempt])
  return (
    <Panel
      heading="Records folder"
      action={
        !changing && (
          <Button variant="outlined" onClick={() => setChanging(true)}>
            Change the folder
          </Button>
        )
      }
    >
      <ProblemNote problem={problem} />
      {about ? (
        <Typography sx={{ overflowWrap: 'anywhere', fontFamily: 'monospace', fontSize: '0.875rem' }}>{about.folder}</Typography>
      ) : (
        !problem && <Skeleton width="60%" />
      )}
      {about && !about.writable && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
          {about.because} Outcomes are kept sealed on this computer until they can be filed.
        </Alert>
      )}
      {changing && <ChangeFolder from={about?.folder ?? ''} onChanged={setAbout} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

interface ChangeFolderProps {
  readonly from: string
  readonly onChanged: (about: RecordsFolder) => void
  readonly onClose: () => void
}

function ChangeFolder({ from, onChanged, onClose }: ChangeFolderProps) {
  const desk = useDesk()
  const notify = useNotify()
  const [folder, setFolder] = useState(from)
  const [refused, setRefused] = useState('')
  const { busy, problem, attempt } = useAttempt()

  async function change(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    await attempt(async () => {
      const answer = await desk.chooseRecordsFolder(folder.trim())
      setRefused(answer.writable ? '' : answer.because)
      if (!answer.writable) return
      onChanged(answer)
      notify('Outcomes are filed there from now on. What was filed before stays where it is.')
      onClose()
    })
  }

  return (
    <Box component="form" noValidate onSubmit={change} sx={{ mt: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <TextField
          id="records-folder"
          label="The folder, from its start"
          value={folder}
          onChange={({ target }) => setFolder(target.value)}
          error={refused !== ''}
          helperText={refused ? `${refused} The folder before stays in use.` : 'For example the folder that your record system imports from.'}
          slotProps={{ htmlInput: { spellCheck: false } }}
          sx={{ flex: '1 1 320px' }}
        />
        <Button type="submit" variant="contained" loading={busy} disabled={folder.trim() === ''} sx={{ minHeight: 40 }}>
          Use this folder
        </Button>
        <Button onClick={onClose} disabled={busy} sx={{ minHeight: 40 }}>
          Cancel
        </Button>
      </Box>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
    </Box>
  )
}
