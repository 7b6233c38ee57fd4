import { Alert, Stack, Typography } from '@mui/material'
import { clinicalDateTime, instantOf } from '../../core/model/dates.ts'
import { devicesOf } from '../../core/model/roster.ts'
import type { CatchUpState } from '../../core/session/catch-up/catch-up-desk.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** With whom of the team this computer is in touch by itself, and what of theirs it has set aside. Nothing in a team of one device. */
export function MetColleagues() {
  const desk = useDesk()
  const state = useObservable(desk.catchUp)
  const standing = useObservable(desk.rosters.standing)
  if (!standing || devicesOf(standing.roster).length < 2) return null
  return (
    <Stack spacing={1} sx={{ mt: 2 }}>
      <Typography variant="caption" component="output" sx={{ color: 'text.secondary' }}>
        {inTouch(state)}
      </Typography>
      {state.setAside.map((sentence) => (
        <Alert key={sentence} severity="warning" variant="outlined">
          {sentence}
        </Alert>
      ))}
    </Stack>
  )
}

const names = new Intl.ListFormat('en-GB')

function inTouch({ here, lastMet }: CatchUpState): string {
  if (here.length > 0) return `In touch with ${names.format(here)}: what is new with them comes by itself.`
  if (lastMet) return `Nobody of the team is in touch now. ${lastMet.name} was, until after ${clinicalDateTime(instantOf(lastMet.at))}.`
  return 'No colleague’s MDT Huddle is in touch now. What is new comes by itself once one is, at the team’s relay or in a huddle.'
}
