import { Button, Divider, Link, Stack, Typography } from '@mui/material'
import { AnswerButtons } from '../actions/AnswerButtons.tsx'
import { dueInWords } from '../actions/action-lists.ts'
import { useToday } from '../shell/clock.ts'
import { DayText } from '../shell/DayText.tsx'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Panel } from '../shell/Panel.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { myOpenActions } from './today-facts.ts'

const shownHere = 6

/** What this member has promised, earliest day first. */
export function MyActions() {
  const desk = useDesk()
  const { card } = useObservable(desk.profile)
  const mine = myOpenActions(useObservable(desk.actions), card)
  const today = useToday()
  const { shown } = usePrivateScreen()
  return (
    <Panel heading="My actions" action={<Link href={hashHref(routes.actions())}>All actions</Link>}>
      {mine.length === 0 && (
        <EmptyNote
          action={
            <Button variant="outlined" href={hashHref(routes.actions())}>
              See the team’s actions
            </Button>
          }
        >
          You have nothing to do from a huddle. What you take on there appears here.
        </EmptyNote>
      )}
      <Stack component="ul" divider={<Divider component="li" aria-hidden />} sx={{ listStyle: 'none', p: 0, m: 0 }} spacing={1}>
        {mine.slice(0, shownHere).map((action) => (
          <Stack component="li" key={action.id} direction="row" sx={{ gap: 2, alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap' }}>
            <div>
              <Typography variant="body2" sx={{ fontWeight: 550 }}>
                {action.what}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                For <Link href={hashHref(routes.person(action.personId))}>{shown(action.personName)}</Link> · by <DayText day={action.due} />,{' '}
                {dueInWords(action, today)}
              </Typography>
            </div>
            <AnswerButtons action={action} />
          </Stack>
        ))}
      </Stack>
      {mine.length > shownHere && (
        <Typography variant="caption" sx={{ display: 'block', mt: 1.5 }}>
          <Link href={hashHref(routes.actions())}>And {mine.length - shownHere} more</Link>
        </Typography>
      )}
    </Panel>
  )
}
