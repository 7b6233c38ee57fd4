import { Stack } from '@mui/material'
import { Page } from '../../shell/Page.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { Announcer } from '../live/Announcer.tsx'
import { HuddlesList } from './HuddlesList.tsx'
import { JoinHuddle } from './JoinHuddle.tsx'
import { StartHuddle } from './StartHuddle.tsx'

/** Where huddles begin, are joined and are found again. */
export function HuddleLobby() {
  const desk = useDesk()
  const huddles = useObservable(desk.huddles).toSorted((a, b) => (a.about.startedAt < b.about.startedAt ? 1 : -1))
  return (
    <Announcer>
      <Page heading="Huddle" about="Talk about each person together, decide, sign, and put it into their record.">
        <Stack spacing={2}>
          <HuddlesList heading="Not finished yet" huddles={huddles.filter(({ about }) => about.state !== 'closed')} />
          {!desk.guest && <StartHuddle />}
          <JoinHuddle />
          <HuddlesList heading="Past huddles" huddles={huddles.filter(({ about }) => about.state === 'closed').slice(0, 30)} />
        </Stack>
      </Page>
    </Announcer>
  )
}
