import { Stack } from '@mui/material'
import { organisationKindNames } from '../../core/model/team.ts'
import { Facts } from '../shell/Facts.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { Colleagues } from './Colleagues.tsx'
import { JoiningNote } from './JoiningNote.tsx'
import { MembersPanel } from './MembersPanel.tsx'
import { MyCard } from './MyCard.tsx'
import { OfferNote } from './OfferNote.tsx'
import { RosterHistory } from './RosterHistory.tsx'
import { SplitNote } from './SplitNote.tsx'

const orUnknown = (text: string): string => text || 'Not given'

/** The team as everybody sees it, who is in it by which device, and who I am in it. */
export function TeamPage() {
  const desk = useDesk()
  const { team } = useObservable(desk.profile)
  const standing = useObservable(desk.rosters.standing)
  return (
    <Page heading="Team" about={team.name} width="reading">
      <Stack spacing={2}>
        <JoiningNote />
        <OfferNote />
        {standing && <SplitNote roster={standing.roster} />}
        {standing && <MembersPanel roster={standing.roster} />}
        <MyCard />
        {standing && <RosterHistory roster={standing.roster} />}
        <Panel heading={team.name}>
          <Facts
            facts={[
              ['Area', orUnknown(team.area)],
              ['Holds the person’s record', organisationKindNames[team.holder]],
              ['How a person reaches us', orUnknown(team.contact)],
              ['In a crisis', orUnknown(team.crisisContact)],
              ['People who make a decision', `${team.quorum} or more`],
            ]}
          />
        </Panel>
        <Colleagues />
      </Stack>
    </Page>
  )
}
