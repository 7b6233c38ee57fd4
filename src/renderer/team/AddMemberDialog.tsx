import { Box, Button, Checkbox, DialogActions, DialogContent, DialogTitle, FormControlLabel, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { memberId } from '../../core/model/ids.ts'
import { nameOfMember, type Roster } from '../../core/model/roster.ts'
import { organisationKindNames, type StaffCard } from '../../core/model/team.ts'
import { newestReading, type Reading } from '../shell/newest-reading.ts'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { WorkDialog } from '../shell/WorkDialog.tsx'
import { Digits } from './Digits.tsx'
import { FileButton } from './FileButton.tsx'

interface AddMemberDialogProps {
  readonly roster: Roster
  readonly onClose: () => void
}

/** Adds somebody by their request: who it is, that it is really theirs, and whether they are new or have another device. */
export function AddMemberDialog({ roster, onClose }: AddMemberDialogProps) {
  const { rosters } = useDesk()
  const notify = useNotify()
  const [text, setText] = useState('')
  const [{ value: card, problem: unread }, setReading] = useState<Reading<StaffCard>>({})
  const [request] = useState(() => newestReading<StaffCard>(setReading))
  const { attempt, busy, problem, forget } = useAttempt()
  const read = (given: string): void => {
    setText(given)
    setReading({})
    forget()
    request.drop()
    if (given.trim() !== '') void request.ask(() => rosters.readRequest(given))
  }
  return (
    <WorkDialog open busy={busy} written={text.trim() !== ''} onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="add-member-heading">
      <DialogTitle id="add-member-heading">Add somebody to {roster.team.name}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">
            In their own MDT Huddle, under Team, your colleague chooses “Ask to join a team” and sends you the line or the file that it
            makes. It holds no secret.
          </Typography>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
            <TextField label="Their request" value={text} onChange={({ target }) => read(target.value)} multiline maxRows={3} slotProps={{ htmlInput: { spellCheck: false } }} />
            <FileButton label="File with a request to join" accept=".txt,text/plain" variant="outlined" onText={read}>
              From a file
            </FileButton>
          </Stack>
          <ProblemNote problem={unread ?? problem} />
        </Stack>
        {card && (
          <AskedToJoin
            key={card.device}
            card={card}
            roster={roster}
            busy={busy}
            onAdd={(member) =>
              void attempt(async () => {
                await rosters.change(member ? { kind: 'add-device', member, card } : { kind: 'add-member', id: rosters.newMember(), card })
                notify(`${card.name} is on the roster. They have it at your next huddle together, or by a file that you save.`)
                onClose()
              })
            }
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{card ? 'Do not add' : 'Close'}</Button>
      </DialogActions>
    </WorkDialog>
  )
}

interface AskedToJoinProps {
  readonly card: StaffCard
  readonly roster: Roster
  readonly busy: boolean
  readonly onAdd: (member: Roster['members'][number]['id'] | undefined) => void
}

function AskedToJoin({ card, roster, busy, onAdd }: AskedToJoinProps) {
  const namesake = roster.members.find((member) => nameOfMember(member) === card.name)
  const [member, setMember] = useState<string>(namesake?.id ?? 'new')
  const [compared, setCompared] = useState(false)
  return (
    <Stack spacing={1.5} sx={{ mt: 2, p: 2, borderRadius: 1.5, bgcolor: 'surfaces.sunken' }}>
      <Box>
        <Typography sx={{ fontWeight: 600 }}>{card.name}</Typography>
        <Typography variant="body2" color="textSecondary">
          {card.role}, {card.organisation} ({organisationKindNames[card.organisationKind]})
        </Typography>
      </Box>
      <Box>
        <Typography variant="body2" color="textSecondary">
          Their own app shows these digits under “My staff card”
        </Typography>
        <Digits card={card} />
      </Box>
      <TextField select label="Who this is" value={member} onChange={({ target }) => setMember(target.value)}>
        <MenuItem value="new">A new member</MenuItem>
        {roster.members.map((each) => (
          <MenuItem key={each.id} value={each.id}>
            Another device of {nameOfMember(each)}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={<Checkbox checked={compared} onChange={(_event, on) => setCompared(on)} />}
        label={`${card.name} has read the same digits to me, by phone or face to face`}
      />
      <Button variant="contained" disabled={!compared || busy} onClick={() => onAdd(memberId.safeParse(member).data)} sx={{ alignSelf: 'flex-start' }}>
        Add {card.name}
      </Button>
    </Stack>
  )
}
