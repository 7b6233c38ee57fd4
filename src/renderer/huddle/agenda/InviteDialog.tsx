import ContentCopy from '@mui/icons-material/ContentCopy'
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { clinicalDateTime, instantOf } from '../../../core/model/dates.ts'
import type { InviteLink } from '../../../core/session/live-huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useLive } from '../live/live-context.ts'
import { openSeat } from './open-seat.ts'

const seatChoices = [1, 5, 20]

function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const [copied, setCopied] = useState(false)
  const { attempt, problem } = useAttempt()
  const copy = async (): Promise<void> => {
    setCopied(await attempt(() => navigator.clipboard.writeText(value)))
  }
  return (
    <Box>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <TextField
          label={label}
          value={value}
          slotProps={{ input: { readOnly: true } }}
          onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        />
        <Button variant="outlined" startIcon={<ContentCopy />} onClick={() => void copy()} sx={{ flexShrink: 0 }}>
          {copied ? 'Copied' : `Copy ${label.toLowerCase()}`}
        </Button>
      </Stack>
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Box>
  )
}

/** Lets colleagues in: how many, how, what they will see and until when. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const live = useLive()
  const desk = useDesk()
  const { attempt, busy, problem } = useAttempt()
  const [seats, setSeats] = useState(5)
  const [link, setLink] = useState<InviteLink | undefined>()
  const make = (): void => void attempt(async () => setLink(await live.invite(seats)))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" aria-labelledby="invite-heading">
      <DialogTitle id="invite-heading">Invite to this huddle</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">
            Whoever you invite sees who is here, the agenda in initials, and the story of each person who has agreed to share with
            their kind of organisation. Nobody else’s. Pass the invite on to your colleague alone, as you would a key.
          </Typography>
          <Box>
            <Typography id="seats-label" variant="subtitle2" component="div" color="textSecondary" sx={{ mb: 0.5 }}>
              For how many people
            </Typography>
            <ToggleButtonGroup
              exclusive
              aria-labelledby="seats-label"
              value={seats}
              onChange={(_, chosen: number | null) => {
                if (chosen === null) return
                setSeats(chosen)
                setLink(undefined)
              }}
            >
              {seatChoices.map((count) => (
                <ToggleButton key={count} value={count}>
                  {count === 1 ? 'One person' : `${count} people`}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </Box>
          {!link && (
            <Button variant="contained" disabled={busy} onClick={make} sx={{ alignSelf: 'flex-start' }}>
              Make the invite
            </Button>
          )}
          {link && (
            <>
              <CopyLine label="Code" value={link.code} />
              <CopyLine label="Link" value={link.link} />
              <Typography variant="body2" color="textSecondary">
                Lets {link.seats === 1 ? 'one device' : `${link.seats} devices`} in, each once, until{' '}
                {clinicalDateTime(instantOf(link.expires))}. They open their own MDT Huddle and paste the
                code or the link under “Join a huddle”.
              </Typography>
            </>
          )}
          <ProblemNote problem={problem} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => void attempt(() => openSeat(desk))} sx={{ mr: 'auto' }}>
          Open a second seat on this computer
        </Button>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </Dialog>
  )
}
