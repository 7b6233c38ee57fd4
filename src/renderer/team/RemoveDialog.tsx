import { Button, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { nameOfMember, type RosterChange, type RosterMember } from '../../core/model/roster.ts'
import type { StaffCard } from '../../core/model/team.ts'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { WorkDialog } from '../shell/WorkDialog.tsx'
import { deviceName } from './team-words.ts'

export interface Removal {
  readonly member: RosterMember
  /** One device of theirs; all of them where it is left out. */
  readonly device?: StaffCard
}

/** Asks in words that name what removing does, and what it cannot do. */
export function RemoveDialog({ member, device, onClose }: Removal & { readonly onClose: () => void }) {
  const { rosters } = useDesk()
  const notify = useNotify()
  const { attempt, busy, problem } = useAttempt()
  const name = nameOfMember(member)
  const what = device ? `the device ${deviceName(device.device)} of ${name}` : name
  const itself = device || member.devices.length === 1 ? 'that device' : `their ${member.devices.length} devices`
  const change: RosterChange = device ? { kind: 'remove-device', device: device.device } : { kind: 'remove-member', member: member.id }
  const remove = (): void =>
    void attempt(async () => {
      await rosters.change(change)
      notify(`Removed: ${what}. Everything from now on is sealed anew, without ${itself}.`)
      onClose()
    })
  return (
    <WorkDialog open busy={busy} onClose={onClose} maxWidth="sm" aria-labelledby="remove-member-heading">
      <DialogTitle id="remove-member-heading">Remove {what}?</DialogTitle>
      <DialogContent>
        <Typography>
          From now on {itself} can open nothing new: no huddle, no invite, and nothing that is written about anybody after this moment.
          The team’s keys are renewed without {itself}, and a removed device never comes back.
        </Typography>
        <Typography sx={{ mt: 1.5 }}>
          What has already come to {itself} cannot be taken back. It stays readable there to whoever knows the passphrase
          {device ? '' : ', until it is deleted on that computer'}.
        </Typography>
        <Typography sx={{ mt: 1.5 }}>
          Colleagues’ devices learn of it when they next meet yours or one that knows, or take in the roster as a file. Until then they
          would still let {itself} in.
        </Typography>
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          Keep {device ? 'it' : name}
        </Button>
        <Button variant="contained" color="error" loading={busy} onClick={remove}>
          {device ? 'Remove this device' : `Remove ${name}`}
        </Button>
      </DialogActions>
    </WorkDialog>
  )
}
