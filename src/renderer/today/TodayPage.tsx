import { Box, Stack } from '@mui/material'
import { plainDate } from '../../core/model/dates.ts'
import { useToday } from '../shell/clock.ts'
import { Page } from '../shell/Page.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { JoiningNote } from '../team/JoiningNote.tsx'
import { MyActions } from './MyActions.tsx'
import { MyHuddle } from './MyHuddle.tsx'
import { SinceLastTime } from './SinceLastTime.tsx'
import { WhoWaits } from './WhoWaits.tsx'

/** Opens the app: my huddle, my actions, who waits for the team, what changed since I was last here. */
export function TodayPage() {
  const desk = useDesk()
  const { card, team } = useObservable(desk.profile)
  const today = useToday()
  return (
    <Page heading="Today" about={`${plainDate(today)} · ${team.name} · ${card.name}, ${card.role.toLocaleLowerCase('en-GB')}`}>
      <JoiningNote />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' }, gap: 2, alignItems: 'start' }}>
        <Stack spacing={2}>
          <MyHuddle />
          <MyActions />
        </Stack>
        <Stack spacing={2}>
          <WhoWaits />
          <SinceLastTime />
        </Stack>
      </Box>
    </Page>
  )
}
