import { Box, Button, Link, TextField } from '@mui/material'
import { lazy, useEffect, useLayoutEffect, useRef, useState, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { loadInside } from '../shell/load-inside.ts'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { inviteIn } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { useReading } from '../shell/use-reading.ts'
import { nextPaint } from './next-paint.ts'
import { StartFrame } from './StartFrame.tsx'

const JoinAsGuest = lazy(async () => ({ default: (await import('./JoinAsGuest.tsx')).JoinAsGuest }))
const UseRecoveryCode = lazy(async () => ({ default: (await import('./UseRecoveryCode.tsx')).UseRecoveryCode }))

/** Asks for the passphrase. A wrong one says so, and the field is ready for the next try. */
export function LockScreen() {
  const [location] = useLocation()
  const [way, setWay] = useState<'passphrase' | 'code' | 'guest'>('passphrase')
  const back = () => setWay('passphrase')
  if (way === 'guest') return <JoinAsGuest code={inviteIn(location) ?? ''} onBack={back} />
  if (way === 'code') return <UseRecoveryCode onBack={back} />
  return <Unlock onGuest={() => setWay('guest')} onCode={() => setWay('code')} />
}

function Unlock({ onGuest, onCode }: { readonly onGuest: () => void; readonly onCode: () => void }) {
  const session = useSession()
  const ways = useReading(session.waysIn)
  // Whether there is a code could not be read: whoever holds one may try it.
  const byCode = ways.value?.recoveryCode ?? ways.problem !== undefined
  const [passphrase, setPassphrase] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { busy, problem, attempt } = useAttempt()
  // Before the first paint: whoever types at once is heard at once.
  useLayoutEffect(() => input.current?.focus(), [])
  // And once more after what was open has gone: a dialog gives the focus back to where it came from.
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
          {byCode && (
            <Box sx={{ mb: 0.5 }}>
              Passphrase lost?{' '}
              <Link component="button" type="button" onClick={onCode} sx={{ verticalAlign: 'baseline' }} underline="always">
                Use the recovery code
              </Link>
            </Box>
          )}
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
          onChange={({ target }) => {
            setPassphrase(target.value)
            // What is behind the lock comes while the passphrase is typed; a failure is met, and said, where it is shown.
            loadInside().catch(() => undefined)
            session.expectPassphrase()
          }}
          error={problem !== undefined}
          slotProps={{ htmlInput: { ref: input } }}
        />
        <ProblemNote problem={problem ?? ways.problem} sx={{ mt: 2 }} />
        <Button type="submit" size="large" variant="contained" fullWidth sx={{ mt: 2 }} loading={busy} loadingPosition="start">
          {busy ? 'Opening' : 'Unlock'}
        </Button>
        {ways.value?.computer && (
          <Button size="large" fullWidth sx={{ mt: 1 }} disabled={busy} onClick={() => void attempt(() => session.unlockWithComputer())}>
            Unlock with this computer’s key store
          </Button>
        )}
      </Box>
    </StartFrame>
  )
}
