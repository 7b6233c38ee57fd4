import { Box, Button, Link, TextField } from '@mui/material'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { inviteIn } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { JoinAsGuest } from './JoinAsGuest.tsx'
import { nextPaint } from './next-paint.ts'
import { StartFrame } from './StartFrame.tsx'

/** Asks for the passphrase. A wrong one says so, and the field is ready for the next try. */
export function LockScreen() {
  const [location] = useLocation()
  const [guest, setGuest] = useState(false)
  return guest ? <JoinAsGuest code={inviteIn(location) ?? ''} onBack={() => setGuest(false)} /> : <Unlock onGuest={() => setGuest(true)} />
}

function Unlock({ onGuest }: { readonly onGuest: () => void }) {
  const session = useSession()
  const [passphrase, setPassphrase] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { busy, problem, attempt } = useAttempt()
  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    if (problem) input.current?.select()
  }, [problem])

  function unlock(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void attempt(async () => {
      await nextPaint()
      await session.unlock(passphrase)
    })
  }

  return (
    <StartFrame
      heading="MDT Huddle is locked"
      about="What is kept on this computer is sealed. Your passphrase opens it."
      width={460}
      foot={
        <>
          Only here for one huddle?{' '}
          <Link component="button" type="button" onClick={onGuest} sx={{ verticalAlign: 'baseline' }} underline="always">
            Join as a guest
          </Link>
        </>
      }
    >
      <Box component="form" noValidate onSubmit={unlock}>
        <TextField
          id="passphrase"
          label="Passphrase"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={({ target }) => setPassphrase(target.value)}
          error={problem !== undefined}
          slotProps={{ htmlInput: { ref: input } }}
        />
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
        <Button type="submit" size="large" variant="contained" fullWidth sx={{ mt: 2 }} loading={busy} loadingPosition="start">
          {busy ? 'Opening' : 'Unlock'}
        </Button>
      </Box>
    </StartFrame>
  )
}
