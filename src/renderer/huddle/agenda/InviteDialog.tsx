import ContentCopy from '@mui/icons-material/ContentCopy'
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { clinicalDateTime, instantOf } from '../../../core/model/dates.ts'
import type { InviteLink } from '../../../core/session/live-huddle.ts'
import type { Reach } from '../../../core/session/meeting-point.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'
import { ChooseOne, type Choice } from './ChooseOne.tsx'
import { openSeat } from './open-seat.ts'

const seatChoices = [1, 5, 20].map((value) => ({ value, label: value === 1 ? 'One person' : `${value} people` }))

const reachChoices: readonly Choice<Reach>[] = [
  { value: 'computer', label: 'At this computer' },
  { value: 'network', label: 'At other computers' },
]

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
  const usedNetwork = useObservable(desk.huddles).some(({ onNetwork }) => onNetwork)
  const [reach, setReach] = useState<Reach>(usedNetwork ? 'network' : 'computer')
  const [link, setLink] = useState<InviteLink | undefined>()
  const make = (): void => void attempt(async () => setLink(await live.invite(seats, reach)))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" aria-labelledby="invite-heading">
      <DialogTitle id="invite-heading">Invite to this huddle</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">
            Whoever you invite sees who is here, the agenda in initials, and the story of each person who has agreed to share with
            their kind of organisation. Nobody else’s. Pass the invite on to your colleague alone, as you would a key.
          </Typography>
          <ChooseOne
            id="seats-label"
            label="For how many people"
            choices={seatChoices}
            chosen={seats}
            onChoose={(count) => {
              setSeats(count)
              setLink(undefined)
            }}
          />
          <Box>
            <ChooseOne
              id="reach-label"
              label="Where they sit"
              choices={reachChoices}
              chosen={reach}
              onChoose={(where) => {
                setReach(where)
                setLink(undefined)
              }}
            />
            {reach === 'network' && (
              <Typography variant="body2" sx={{ mt: 1 }}>
                Until this huddle closes, this computer answers others on its network, so that colleagues find each other. It
                lets in only who holds an invite, and passes on sealed messages that it cannot read. Your computer may ask
                whether to allow this.
              </Typography>
            )}
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
                {link.addresses.length > 0 && ` They must be on the same network as this computer, which answers at ${link.addresses.map(withoutScheme).join(' and ')}.`}
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

const withoutScheme = (address: string): string => address.replace(/^wss?:\/\//, '')
