import { Stack } from '@mui/material'
import { devicesOf } from '../../../core/model/roster.ts'
import { Page } from '../../shell/Page.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { Announcer } from '../live/Announcer.tsx'
import { HuddlesList } from './HuddlesList.tsx'
import { JoinHuddle } from './JoinHuddle.tsx'
import { NearPanel } from './NearPanel.tsx'
import { StartHuddle } from './StartHuddle.tsx'

/** Where huddles begin, are joined and are found again. */
export function HuddleLobby() {
  const desk = useDesk()
  const huddles = useObservable(desk.huddles).toSorted((a, b) => (a.about.startedAt < b.about.startedAt ? 1 : -1))
  const standing = useObservable(desk.rosters.standing)
  const hasColleagues = standing !== undefined && devicesOf(standing.roster).length > 1
  return (
    <Announcer>
      <Page heading="Huddle" about="Talk about each person together, decide, sign, and put it into their record.">
        <Stack spacing={2}>
          <HuddlesList heading="Not finished yet" huddles={huddles.filter(({ about }) => about.state !== 'closed')} />
          {!desk.guest && <StartHuddle />}
          {hasColleagues && <NearPanel />}
          <JoinHuddle />
          <HuddlesList heading="Past huddles" huddles={huddles.filter(({ about }) => about.state === 'closed').slice(0, 30)} />
        </Stack>
      </Page>
    </Announcer>
  )
}
