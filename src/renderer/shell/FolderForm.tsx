import { Box, Button, TextField } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import type { RecordsFolder } from '../../core/session/session.ts'
import { useNotify } from './Notices.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { useAttempt } from './run-with-problem.ts'

interface FolderFormProps {
  readonly id: string
  readonly from: string
  readonly helper: string
  /** What is said once it was changed. */
  readonly done: string
  readonly choose: (folder: string) => Promise<RecordsFolder>
  readonly onChanged: (about: RecordsFolder) => void
  readonly onClose: () => void
}

/** Moves to another folder of this computer; one that cannot be written says why, and the former stays. */
export function FolderForm({ id, from, helper, done, choose, onChanged, onClose }: FolderFormProps) {
  const notify = useNotify()
  const [folder, setFolder] = useState(from)
  const [refused, setRefused] = useState('')
  const { busy, problem, attempt } = useAttempt()

  async function change(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    await attempt(async () => {
      const answer = await choose(folder.trim())
      setRefused(answer.writable ? '' : answer.because)
      if (!answer.writable) return
      onChanged(answer)
      notify(done)
      onClose()
    })
  }

  return (
    <Box component="form" noValidate onSubmit={change} sx={{ mt: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <TextField
          id={id}
          label="The folder, from its start"
          value={folder}
          onChange={({ target }) => setFolder(target.value)}
          error={refused !== ''}
          helperText={refused ? `${refused} The folder before stays in use.` : helper}
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
