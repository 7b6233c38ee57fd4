import { Stack, Typography } from '@mui/material'
import { organisationKindNames } from '../../core/model/team.ts'
import { Facts } from '../shell/Facts.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { Colleagues } from './Colleagues.tsx'

const orUnknown = (text: string): string => text || 'Not given'

/** The team as everybody sees it, and who I am in it. */
export function TeamPage() {
  const { team, card } = useObservable(useDesk().profile)
  return (
    <Page heading="Team" width="reading">
      <Stack spacing={2}>
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
        <Panel heading="My staff card">
          <Facts
            facts={[
              ['Name', card.name],
              ['Role', card.role],
              ['Organisation', `${card.organisation} (${organisationKindNames[card.organisationKind]})`],
              ['This device', <DeviceName key="device" id={card.device} />],
            ]}
          />
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1.5, mb: 0 }}>
            What you sign is signed by this device. A colleague can compare the letters and digits above with yours to be sure that it is you.
          </Typography>
        </Panel>
        <Colleagues />
      </Stack>
    </Page>
  )
}

/** In groups of four, so that two people can read it to each other. */
function DeviceName({ id }: { readonly id: string }) {
  const groups = id.match(/.{1,4}/g) ?? [id]
  return <span style={{ fontFamily: 'monospace', fontSize: '0.875rem' }}>{groups.join(' ')}</span>
}
