import { Alert, AlertTitle, Button, Link as MuiLink, Stack, Typography } from '@mui/material'
import { Link } from 'wouter'
import { useEffect, useRef } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { routes } from '../../shell/routes.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useLive } from '../live/live-context.ts'

interface FiledNoteProps {
  readonly folder: string
  readonly outcomes: number
  readonly agenda: readonly AgendaItem[]
}

/** Where the record is, and where the work goes on. */
export function FiledNote({ folder, outcomes, agenda }: FiledNoteProps) {
  const live = useLive()
  const { guest } = useDesk()
  const { attempt, busy } = useAttempt()
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const decided = agenda.filter(({ state }) => state === 'closed')
  return (
    <Stack spacing={2}>
      <Alert severity="success" variant="outlined">
        <AlertTitle ref={heading} tabIndex={-1} sx={{ '&:focus': { outline: 'none' } }}>
          The record is filed
        </AlertTitle>
        {outcomes === 1 ? 'One outcome is' : `${outcomes} outcomes are`} in {folder}. Nothing in there is ever changed; what changes later is added.
      </Alert>
      {!guest && (
        <>
          {decided.length > 0 && (
            <Typography component="div">
              Each person’s story now shows what was decided:{' '}
              {decided.map(({ id, personId, initials }, index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <MuiLink component={Link} href={routes.person(personId)}>
                    {initials}
                  </MuiLink>
                </span>
              ))}
            </Typography>
          )}
          <Typography>
            Who does what by when is under{' '}
            <MuiLink component={Link} href={routes.actions()}>
              Actions
            </MuiLink>
            .
          </Typography>
        </>
      )}
      {guest && <Typography>You were a guest: nothing of this huddle stays on this computer once you close the window.</Typography>}
      <Button variant="outlined" disabled={busy} onClick={() => void attempt(() => live.leave())} sx={{ alignSelf: 'flex-start' }}>
        Leave the huddle
      </Button>
    </Stack>
  )
}
