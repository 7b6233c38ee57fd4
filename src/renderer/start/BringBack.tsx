import { Box, Button, Link, TextField, Typography } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { clinicalDateTime, instantOf } from '../../core/model/dates.ts'
import type { KeptCopy } from '../../core/session/session.ts'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { nextPaint } from './next-paint.ts'

const sizeInWords = (bytes: number): string => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`)

/** What became of the store, and what is kept of it. */
export function EmptiedNote({ copy: { at, size } }: { readonly copy: KeptCopy }) {
  return (
    <>
      MDT Huddle’s own store on this computer holds no team. A second copy of one is kept, sealed, last written {clinicalDateTime(instantOf(at))}, {sizeInWords(size)}: everything
      that was said to be saved is in it. If your team was here before, the store was lost: bring it back before you do anything else. In another browser than usual, go on below.
    </>
  )
}

/** Asks for the passphrase of the copy, and opens what it brings back. */
export function BringBack() {
  const session = useSession()
  const notify = useNotify()
  const [passphrase, setPassphrase] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const bring = (by: string | undefined) =>
    void attempt(async () => {
      await nextPaint()
      await session.bringBack(by)
      notify('Your team was brought back from its second copy.')
    })
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        bring(passphrase)
      }}
    >
      <Typography variant="h2">Bring your team back</Typography>
      <TextField
        id="copy-passphrase"
        label="Passphrase"
        type="password"
        autoComplete="current-password"
        sx={{ mt: 1.5 }}
        value={passphrase}
        onChange={({ target }) => setPassphrase(target.value)}
        error={problem !== undefined}
      />
      <ProblemNote problem={problem} sx={{ mt: 2 }} />
      <Button type="submit" size="large" variant="contained" fullWidth sx={{ mt: 2 }} loading={busy} loadingPosition="start" disabled={passphrase === ''}>
        {busy ? 'Bringing back' : 'Bring it back'}
      </Button>
      <Typography variant="body2" sx={{ mt: 1.5 }}>
        Passphrase lost?{' '}
        <Link component="button" type="button" disabled={busy} onClick={() => bring(undefined)} sx={{ verticalAlign: 'baseline' }} underline="always">
          Open it another way
        </Link>
        : it comes back locked, and the lock screen takes the recovery code.
      </Typography>
    </Box>
  )
}
