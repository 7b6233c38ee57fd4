import { Box, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { useLiveView, useMyPart } from '../live/use-live-view.ts'
import { attendeeNamed, partsInWords } from '../live/words.ts'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { AgendaList } from './AgendaList.tsx'
import { HuddleMenu } from './HuddleMenu.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { NearLine } from './NearLine.tsx'
import { PassOnDialog } from './PassOnDialog.tsx'
import { PresenceLine } from './PresenceLine.tsx'

interface AgendaColumnProps {
  readonly chosen: AgendaItem['id'] | undefined
  readonly current: OpenItem | undefined
  readonly onChoose: (item: AgendaItem) => void
  readonly onCloseHuddle: () => void
}

export function AgendaColumn({ chosen, current, onChoose, onCloseHuddle }: AgendaColumnProps) {
  const { about, agenda, attendees } = useLiveView()
  const { guest } = useDesk()
  const { chair } = useMyPart()
  const { knocks, meetsHere } = useLive()
  const keeper = useObservable(knocks.keeper)
  const [dialog, setDialog] = useState<'add' | 'invite' | undefined>()
  if (!about) return null
  return (
    <Box sx={{ px: 2, py: 2, display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between' }}>
        <Typography variant="h2" component="h1" id="agenda-heading">
          {about.title}
        </Typography>
        <HuddleMenu />
      </Box>
      <Typography variant="body2" color="textSecondary">
        {clinicalDateTime(about.startedAt)}
        {about.team.area && ` · ${about.team.area}`}
      </Typography>
      <PresenceLine />
      <NearLine />
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {partsInWords(about, attendees)}
        {keeper.device !== about.chair && ` · Lets people in: ${attendeeNamed(attendees, keeper.device)}`}
      </Typography>
      <AgendaList settled={about.state === 'closed'} agenda={agenda} chosen={chosen} room={about.current} current={current} onChoose={onChoose} />
      {about.state !== 'closed' && !guest && (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mt: 2 }}>
          {about.state === 'open' && (
            <Button variant="outlined" onClick={() => setDialog('add')}>
              Add to agenda
            </Button>
          )}
          <Button variant="outlined" onClick={() => setDialog('invite')}>
            Invite
          </Button>
        </Stack>
      )}
      <Box sx={{ flex: 1 }} />
      {chair && about.state !== 'closed' && (
        <Button onClick={onCloseHuddle} sx={{ mt: 2, alignSelf: 'flex-start', ml: -1 }}>
          Close the huddle
        </Button>
      )}
      {dialog === 'add' && <AddPersonDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'invite' && (meetsHere ? <InviteDialog onClose={() => setDialog(undefined)} /> : <PassOnDialog onClose={() => setDialog(undefined)} />)}
    </Box>
  )
}
