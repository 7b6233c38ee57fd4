import { Box, Button, Stack, TextField } from '@mui/material'
import type { ReactNode, SubmitEvent } from 'react'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'

interface ServerFormProps {
  /** The word on the button that keeps it. */
  readonly use: string
  readonly ready: boolean
  readonly keep: () => Promise<void>
  /** What is said once it is kept. */
  readonly kept: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Sets a server that the app may speak with; it closes once that is kept, and says why where it is not. */
export function ServerForm({ use, ready, keep, kept, onClose, children }: ServerFormProps) {
  const notify = useNotify()
  const { busy, problem, attempt } = useAttempt()
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!(await attempt(keep))) return
    notify(kept)
    onClose()
  }
  return (
    <Box component="form" noValidate onSubmit={(event) => void save(event)} sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
      {children}
      <ProblemNote problem={problem} />
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" loading={busy} disabled={!ready}>
          {use}
        </Button>
        <Button onClick={onClose} disabled={busy}>
          Cancel
        </Button>
      </Stack>
    </Box>
  )
}

interface ServerFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly longest: number
  readonly help?: string
  /** Not shown as it is typed. */
  readonly secret?: boolean
  readonly onChange: (value: string) => void
}

export function ServerField({ id, label, value, longest, help, secret = false, onChange }: ServerFieldProps) {
  return (
    <TextField
      id={id}
      label={label}
      type={secret ? 'password' : 'text'}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      helperText={help}
      slotProps={{ htmlInput: { spellCheck: false, maxLength: longest } }}
    />
  )
}
