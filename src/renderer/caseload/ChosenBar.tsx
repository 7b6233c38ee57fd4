import { Button, Stack, Typography } from '@mui/material'
import { useLocation } from 'wouter'
import type { CalendarDate } from '../../core/model/dates.ts'
import type { Person } from '../../core/model/person.ts'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { agendaReasonFor } from './caseload-views.ts'
import { counted } from './counted.ts'

interface ChosenBarProps {
  readonly chosen: readonly Person[]
  /** How many of them the view or the search does not show. */
  readonly hidden: number
  readonly today: CalendarDate
  readonly onClear: () => void
}

/** What can be done with the people that were chosen: a huddle about them, or the huddle that is going on. */
export function ChosenBar({ chosen, hidden, today, onClear }: ChosenBarProps) {
  const desk = useDesk()
  const live = useObservable(desk.live)
  const [, navigate] = useLocation()
  const { busy, problem, attempt } = useAttempt()
  if (chosen.length === 0) return null
  const meet = () =>
    attempt(async () => {
      if (live) for (const person of chosen) await live.addItem(person.id, agendaReasonFor(person, today))
      const huddle = live ?? (await desk.startHuddle('Huddle', chosen.map((person) => ({ id: person.id, reason: agendaReasonFor(person, today) }))))
      navigate(routes.liveHuddle(huddle.id))
    })
  return (
    <>
      <Stack direction="row" component="section" aria-label="The people you chose" sx={{ alignItems: 'center', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
        <Typography component="output">
          {counted(chosen.length, 'person')} chosen
          {hidden > 0 && `, ${hidden.toLocaleString('en-GB')} of them not shown here`}
        </Typography>
        <Button variant="contained" loading={busy} disabled={chosen.length > 60} onClick={() => void meet()}>
          {live ? 'Add to the huddle' : 'Start a huddle with these'}
        </Button>
        <Button onClick={onClear}>Choose nobody</Button>
        {chosen.length > 60 && (
          <Typography variant="body2" color="textSecondary">
            A huddle can talk about 60 people at most.
          </Typography>
        )}
      </Stack>
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
    </>
  )
}
