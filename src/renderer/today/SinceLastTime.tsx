import { Button, Link, Stack, Typography } from '@mui/material'
import { clinicalDateTime, instantOf } from '../../core/model/dates.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Panel } from '../shell/Panel.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { waitingToBeFiled } from './today-facts.ts'

/** What the team decided while this member was away, and what still waits to be filed. */
export function SinceLastTime() {
  const desk = useDesk()
  const { since, outcomes } = desk.sinceLastTime
  const waiting = waitingToBeFiled(useObservable(desk.outcomes)).length
  const { shown } = usePrivateScreen()
  return (
    <Panel heading="Since you were last here">
      {waiting > 0 && (
        <EmptyNote
          action={
            <Button variant="outlined" href={hashHref(routes.record())}>
              See the record
            </Button>
          }
        >
          {`${waiting === 1 ? 'One outcome waits' : `${waiting} outcomes wait`} to be filed into the record.`}
        </EmptyNote>
      )}
      {outcomes.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nothing was decided since {clinicalDateTime(instantOf(since))}.
        </Typography>
      )}
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {outcomes.map(({ id, outcome }) => (
          <li key={id}>
            <Link href={hashHref(routes.outcome(id))}>{shown(`${outcome.person.givenName} ${outcome.person.familyName}`)}</Link>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {outcome.decision}
            </Typography>
          </li>
        ))}
      </Stack>
    </Panel>
  )
}
