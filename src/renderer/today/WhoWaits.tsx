import { Button, Link, Stack, Typography } from '@mui/material'
import { useToday } from '../shell/clock.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Panel } from '../shell/Panel.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { whoWaits } from './today-facts.ts'

/** How many people wait for the team, and for what; each count leads to who they are. */
export function WhoWaits() {
  const people = useObservable(useDesk().people)
  const counts = whoWaits(people, useToday())
  return (
    <Panel heading="People waiting">
      {people.length === 0 ? (
        <EmptyNote
          action={
            <Button variant="contained" href={hashHref(routes.caseloadImport())}>
              Import a caseload
            </Button>
          }
        >
          Nobody is on the caseload yet. Bring them in from a CSV extract.
        </EmptyNote>
      ) : (
        <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {counts.map(({ view, count, text }) => (
            <Stack component="li" key={view} direction="row" sx={{ gap: 1.5, alignItems: 'baseline', minHeight: 28 }}>
              <Typography component="span" sx={{ fontWeight: 650, minWidth: 28, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
                {count === 0 ? 'No' : count}
              </Typography>
              {count === 0 ? <Typography component="span">{text}</Typography> : <Link href={hashHref(routes.caseload(view))}>{text}</Link>}
            </Stack>
          ))}
        </Stack>
      )}
    </Panel>
  )
}
