import { Box, Button, Divider, Link, Stack, Typography } from '@mui/material'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { KeptCopy } from '../../core/session/session.ts'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { inviteIn, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { BringBack, EmptiedNote } from './BringBack.tsx'
import { JoinAsGuest } from './JoinAsGuest.tsx'
import { JoinTeam } from './JoinTeam.tsx'
import { nextPaint } from './next-paint.ts'
import { RestoreTeam } from './RestoreTeam.tsx'
import { seatHandleIn, useSeatInvite } from './seat-invite.ts'
import { SetUpTeam } from './SetUpTeam.tsx'
import { StartFrame } from './StartFrame.tsx'
import { Starting } from './Starting.tsx'

type Way = 'choose' | 'team' | 'join' | 'restore' | 'guest'

/** The first page of an installation with nothing in it: four ways in. */
export default function StartPage({ practiceWaits, copy }: { readonly practiceWaits: boolean; readonly copy?: KeptCopy }) {
  const [location, navigate] = useLocation()
  const handle = seatHandleIn(location)
  const given = useSeatInvite(handle)
  const invite = handle === undefined ? inviteIn(location) : given
  const [way, setWay] = useState<Way>(handle === undefined && invite === undefined ? 'choose' : 'guest')
  const choose = () => setWay('choose')

  if (way === 'team') return <SetUpTeam onBack={choose} />
  if (way === 'join') return <JoinTeam onBack={choose} />
  if (way === 'restore') return <RestoreTeam onBack={choose} />
  if (way === 'guest' && handle !== undefined && given === undefined) return <Starting />
  if (way === 'guest') {
    const leave = () => {
      navigate(routes.today(), { replace: true })
      choose()
    }
    return <JoinAsGuest code={invite ?? ''} onBack={location.startsWith('/seat/') ? undefined : leave} />
  }
  return <Choose practiceWaits={practiceWaits} copy={copy} onTeam={() => setWay('team')} onJoin={() => setWay('join')} onRestore={() => setWay('restore')} onGuest={() => setWay('guest')} />
}

interface ChooseProps {
  readonly practiceWaits: boolean
  readonly copy: KeptCopy | undefined
  readonly onTeam: () => void
  readonly onJoin: () => void
  readonly onRestore: () => void
  readonly onGuest: () => void
}

function Choose({ practiceWaits, copy, onTeam, onJoin, onRestore, onGuest }: ChooseProps) {
  const session = useSession()
  const { busy, problem, attempt } = useAttempt()
  const practise = () =>
    void attempt(async () => {
      await nextPaint()
      await session.startPractice()
    })
  return (
    <StartFrame
      heading={copy ? 'The store was found empty' : practiceWaits ? 'Welcome back' : 'Welcome'}
      about={copy ? <EmptiedNote copy={copy} /> : 'Hold your team’s huddle here: write together, decide who does what by when, and put it, signed, into each person’s record.'}
      foot="Everything stays on this computer, sealed. Nothing is sent anywhere but to the colleagues in your huddle."
    >
      <Stack divider={<Divider />} spacing={2.5}>
        {copy && <BringBack />}
        <Choice
          heading={practiceWaits ? 'Go on with the practice team' : 'Practise with a sample team'}
          text={practiceWaits ? 'It is as you left it. Nobody in it is real.' : 'A made-up team and caseload, to try everything with. Remove it whenever you like.'}
          action={
            <Button size="large" variant={practiceWaits && !copy ? 'contained' : 'outlined'} loading={busy} loadingPosition="start" onClick={practise}>
              {busy ? 'Opening' : practiceWaits ? 'Open' : 'Practise'}
            </Button>
          }
        />
        <Choice
          heading="Set up your team"
          text="Name your team, make your staff card, choose a passphrase. About two minutes."
          action={
            <Button size="large" variant={practiceWaits || copy ? 'outlined' : 'contained'} onClick={onTeam} disabled={busy}>
              Set up
            </Button>
          }
        />
        <Choice
          heading="Join a team"
          text="Your team has MDT Huddle already: make your staff card, and whoever leads it adds you."
          action={
            <Button size="large" variant="outlined" onClick={onJoin} disabled={busy}>
              Join a team
            </Button>
          }
        />
        <Choice
          heading="Restore from a backup"
          text="Bring your team back to this computer, or over from another one."
          action={
            <Button size="large" variant="outlined" onClick={onRestore} disabled={busy}>
              Restore
            </Button>
          }
        />
      </Stack>
      <ProblemNote problem={problem} sx={{ mt: 2 }} />
      <Divider sx={{ my: 2.5 }} />
      <Typography variant="body2">
        Somebody sent you an invite?{' '}
        <Link component="button" type="button" onClick={onGuest} sx={{ verticalAlign: 'baseline' }} underline="always">
          Join a huddle as a guest
        </Link>
      </Typography>
    </StartFrame>
  )
}

function Choice({ heading, text, action }: { readonly heading: string; readonly text: string; readonly action: ReactNode }) {
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
      <Box sx={{ flex: '1 1 260px' }}>
        <Typography variant="h2">{heading}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text}
        </Typography>
      </Box>
      {action}
    </Stack>
  )
}
