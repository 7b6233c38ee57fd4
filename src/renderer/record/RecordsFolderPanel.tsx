import { Alert, Button } from '@mui/material'
import { useState } from 'react'
import type { RecordsFolder } from '../../core/session/session.ts'
import { FolderForm } from '../shell/FolderForm.tsx'
import { FolderLine } from '../shell/FolderLine.tsx'
import { Panel } from '../shell/Panel.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useReading } from '../shell/use-reading.ts'

/** Where outcome packages are filed, and how to move to another folder. */
export function RecordsFolderPanel() {
  const desk = useDesk()
  const found = useReading(desk.recordsFolder)
  const [changed, setChanged] = useState<RecordsFolder>()
  const about = changed ?? found.value
  const [changing, setChanging] = useState(false)
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
      <FolderLine about={about} problem={found.problem} />
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
          onChanged={setChanged}
          onClose={() => setChanging(false)}
        />
      )}
    </Panel>
  )
}
