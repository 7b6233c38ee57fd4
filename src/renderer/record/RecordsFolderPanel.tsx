import { Alert, Button, Skeleton, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import type { RecordsFolder } from '../../core/session/session.ts'
import { FolderForm } from '../shell/FolderForm.tsx'
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
      {changing && (
        <FolderForm
          id="records-folder"
          from={about?.folder ?? ''}
          helper="For example the folder that your record system imports from."
          done="Outcomes are filed there from now on. What was filed before stays where it is."
          choose={desk.chooseRecordsFolder}
          onChanged={setAbout}
          onClose={() => setChanging(false)}
        />
      )}
    </Panel>
  )
}
