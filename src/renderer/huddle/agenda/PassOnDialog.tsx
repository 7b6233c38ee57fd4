import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { clinicalDateTime, instantOf } from '../../../core/model/dates.ts'
import { CopyLine } from '../../shell/CopyLine.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'
import { useLiveView } from '../live/use-live-view.ts'
import { attendeeNamed } from '../live/words.ts'
import { NearFacts } from './NearFacts.tsx'

/** What a member passes on to colleagues of a huddle that meets at somebody else’s computer. */
export function PassOnDialog({ onClose }: { readonly onClose: () => void }) {
  const { colleagues, host } = useLive()
  const invite = useObservable(colleagues)
  const { attendees } = useLiveView()
  const name = attendeeNamed(attendees, host.device)
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="pass-on-heading">
      <DialogTitle id="pass-on-heading">Invite colleagues to this huddle</DialogTitle>
      <DialogContent>
        {invite ? (
          <Stack spacing={2}>
            <Typography variant="body2">
              Any member of the team can pass this on. Only a device on the team’s roster can open it, and comes in without knocking; it is of no use to
              anybody else who finds it.
            </Typography>
            {invite.near && <NearFacts near={invite.near} />}
            <CopyLine label="Code" value={invite.code} />
            <CopyLine label="Link" value={invite.link} />
            <Typography variant="body2" color="textSecondary">
              Until {clinicalDateTime(instantOf(invite.expires))}. Somebody from outside needs an invite of their own, which only {name} can make: the huddle meets at
              their computer.
            </Typography>
          </Stack>
        ) : (
          <Typography>
            This huddle meets at the computer of {name}, and only there can invites be made. Members of {name}’s team can also pass one on, as soon as the
            roster has somebody else on it.
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </Dialog>
  )
}
