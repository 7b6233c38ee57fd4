import { Box } from '@mui/material'
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider'
import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns'
import { enGB } from 'date-fns/locale/en-GB'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { Announcer } from './live/Announcer.tsx'
import { KnockNotices } from './door/KnockNotices.tsx'
import { TeamOffer } from './door/TeamOffer.tsx'
import { HuddleScreen } from './live/HuddleScreen.tsx'
import { LiveContext } from './live/live-context.ts'
import { HuddleLobby } from './lobby/HuddleLobby.tsx'

/** The huddle that this window is in, or where huddles begin and are found. */
export function HuddlePlace() {
  const live = useObservable(useDesk().live)
  if (!live) return <HuddleLobby />
  return (
    <LocalizationProvider dateAdapter={AdapterDateFns} adapterLocale={enGB}>
      <LiveContext value={live} key={live.id}>
        <Announcer>
          <Box sx={{ minHeight: '100%', height: { md: '100%' }, display: 'flex', flexDirection: 'column' }}>
            <KnockNotices />
            <TeamOffer />
            <Box sx={{ flex: 1, minHeight: 0 }}>
              <HuddleScreen />
            </Box>
          </Box>
        </Announcer>
      </LiveContext>
    </LocalizationProvider>
  )
}
