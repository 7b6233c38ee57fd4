import { Button, Link, Stack, Typography } from '@mui/material'
import { clinicalDateTime, instantOf } from '../../core/model/dates.ts'
import type { BroughtOf, SinceLastTime as Since } from '../../core/session/catch-up/since-last-time.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Panel } from '../shell/Panel.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { MetColleagues } from './MetColleagues.tsx'
import { waitingToBeFiled } from './today-facts.ts'

/** What the team decided while this member was away, what colleagues' devices brought, and what still waits to be filed. */
export function SinceLastTime() {
  const desk = useDesk()
  const changed = useObservable(desk.sinceLastTime)
  const waiting = waitingToBeFiled(useObservable(desk.outcomes))
  const { shown } = usePrivateScreen()
  return (
    <Panel heading="Since you were last here">
      {waiting !== undefined && (
        <EmptyNote
          action={
            <Button variant="outlined" href={hashHref(routes.record())}>
              See the record
            </Button>
          }
        >
          {waiting}
        </EmptyNote>
      )}
      {changed.outcomes.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nothing was decided since {clinicalDateTime(instantOf(changed.since))}.
        </Typography>
      )}
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {changed.outcomes.map(({ id, outcome }) => (
          <li key={id}>
            <Link href={hashHref(routes.outcome(id))}>{shown(`${outcome.person.givenName} ${outcome.person.familyName}`)}</Link>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {outcome.decision}
            </Typography>
          </li>
        ))}
      </Stack>
      <Brought changed={changed} />
      <MetColleagues />
    </Panel>
  )
}

/** What came while this member was away, person by person, and how the team itself changed. */
function Brought({ changed: { brought, roster } }: { readonly changed: Since }) {
  if (brought.length + roster.length === 0) return null
  return (
    <>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2, mb: 0.5 }}>
        From colleagues’ devices
      </Typography>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {brought.map((each) => (
          <BroughtLine key={each.person} brought={each} />
        ))}
        {roster.map(({ version, what, by }) => (
          <Typography component="li" variant="body2" key={version}>
            The team’s roster, by {by}: {what}
          </Typography>
        ))}
      </Stack>
    </>
  )
}

function BroughtLine({ brought: { person, name, newest, from, at, what } }: { readonly brought: BroughtOf }) {
  const onCaseload = useObservable(useDesk().people).some(({ id }) => id === person)
  const { shown } = usePrivateScreen()
  const leadsTo = onCaseload ? routes.person(person) : newest && routes.outcome(newest)
  return (
    <li>
      {leadsTo ? <Link href={hashHref(leadsTo)}>{shown(name)}</Link> : shown(name)}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {from}, {clinicalDateTime(at)}: {what}.
      </Typography>
    </li>
  )
}
