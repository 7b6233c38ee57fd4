import { Alert, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { clockTime } from '../../../core/model/dates.ts'
import type { FolderAbout, MadeBackup } from '../../../core/session/backup/backup-desk.ts'
import { FolderForm } from '../../shell/FolderForm.tsx'
import { FolderLine } from '../../shell/FolderLine.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useReading } from '../../shell/use-reading.ts'
import { StoppableProgress } from './StoppableProgress.tsx'
import { useStoppable } from './use-stoppable.ts'

const words = { writing: 'Writing the backup', 'reading back': 'Reading it back' } as const

/** Makes a backup into a folder of this computer. */
export function BackupPanel() {
  const desk = useDesk()
  const found = useReading(desk.backupsFolder)
  const [changed, setChanged] = useState<FolderAbout>()
  const about = changed ?? found.value
  const [changing, setChanging] = useState(false)
  const [made, setMade] = useState<MadeBackup>()
  const { busy, problem, attempt } = useAttempt()
  const work = useStoppable<keyof typeof words>()
  const make = async (): Promise<void> => {
    setMade(undefined)
    await attempt(async () => setMade(await desk.makeBackup(work.begin())))
    work.end()
  }
  return (
    <Panel
      heading="Backup"
      action={
        <Stack direction="row" spacing={1}>
          <Button disabled={busy || changing} onClick={() => setChanging(true)}>
            Change its folder
          </Button>
          <Button variant="outlined" loading={busy} onClick={() => void make()}>
            Make a backup
          </Button>
        </Stack>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        One sealed file with all that is kept on this computer. It opens with your passphrase or recovery code as they are today, here or on another
        computer, and with nothing else. Choose a folder on another disk: a backup beside what it copies is lost with it.
      </Typography>
      <FolderLine about={about} problem={found.problem} />
      {about && !about.writable && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
          {about.because} Choose another folder before you make a backup.
        </Alert>
      )}
      {changing && (
        <FolderForm
          id="backups-folder"
          from={about?.folder ?? ''}
          helper="For example a folder on a disk that you keep elsewhere."
          done="Backups go there from now on. Those that were made before stay where they are."
          choose={desk.chooseBackupsFolder}
          onChanged={setChanged}
          onClose={() => setChanging(false)}
        />
      )}
      <StoppableProgress work={work} words={words} />
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
      <Typography component="output" sx={{ display: 'block' }}>
        {made && <MadeNote made={made} />}
      </Typography>
    </Panel>
  )
}

function MadeNote({ made: { name, folder, size, entries, damaged, at } }: { readonly made: MadeBackup }) {
  return (
    <Alert severity={damaged > 0 ? 'warning' : 'success'} variant="outlined" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
      Backup made. {name} is in {folder}: {counted(entries, 'entry', 'entries')}, {sizeInWords(size)}. At {clockTime(at)} it was written, read back from
      there and opened to its end.
      {damaged > 0 && ` ${counted(damaged, 'entry is', 'entries are')} damaged on this computer and not in it: see what is kept on this computer, above.`}
    </Alert>
  )
}

const counted = (count: number, one: string, many: string): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

const sizeInWords = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`)
