import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { clinicalDateTime, instantOf } from '../../../core/model/dates.ts'
import { devicesOf } from '../../../core/model/roster.ts'
import type { InviteLink, InvitedTo } from '../../../core/session/live-huddle.ts'
import type { Reach } from '../../../core/session/meeting-point.ts'
import { CopyLine } from '../../shell/CopyLine.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'
import { ChooseOne, type Choice } from './ChooseOne.tsx'
import { NearFacts } from './NearFacts.tsx'
import { openSeat } from './open-seat.ts'

const seatChoices = [1, 5, 20].map((value) => ({ value, label: value === 1 ? 'One person' : `${value} people` }))

const reachChoices: readonly Choice<Reach>[] = [
  { value: 'computer', label: 'At this computer' },
  { value: 'network', label: 'At other computers' },
]
const byRelay: Choice<Reach> = { value: 'relay', label: 'Anywhere, by our relay' }

const invitedChoices: readonly Choice<InvitedTo>[] = [
  { value: 'team', label: 'Members of the team' },
  { value: 'anybody', label: 'Somebody from outside' },
]

/** Lets colleagues in: how many, how, what they will see and until when. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const live = useLive()
  const desk = useDesk()
  const { attempt, busy, problem } = useAttempt()
  const [seats, setSeats] = useState(5)
  const usedNetwork = useObservable(desk.huddles).some(({ onNetwork }) => onNetwork)
  const [reach, setReach] = useState<Reach>(usedNetwork ? 'network' : 'computer')
  const { relay } = useObservable(desk.meeting.servers)
  const standing = useObservable(desk.rosters.standing)
  const hasTeam = standing !== undefined && devicesOf(standing.roster).length > 1
  const [to, setTo] = useState<InvitedTo>(hasTeam ? 'team' : 'anybody')
  const [link, setLink] = useState<InviteLink | undefined>()
  const near = useObservable(live.colleagues)?.near
  const make = (): void => void attempt(async () => setLink(await live.invite(seats, reach, to)))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" aria-labelledby="invite-heading">
      <DialogTitle id="invite-heading">Invite to this huddle</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">
            Whoever you invite sees who is here, the agenda in initials, and the story of each person who has agreed to share with
            their kind of organisation. Nobody else’s.{!hasTeam && ' Pass the invite on to your colleague alone, as you would a key.'}
          </Typography>
          {hasTeam && (
            <Box>
              <ChooseOne
                id="invited-label"
                label="Whom it is for"
                choices={invitedChoices}
                chosen={to}
                onChoose={(who) => {
                  setTo(who)
                  setLink(undefined)
                }}
              />
              <Typography variant="body2" sx={{ mt: 1 }}>
                {to === 'team'
                  ? 'Only a device on the team’s roster can read it, and comes in without knocking. It is of no use to anybody else who finds it.'
                  : 'Whoever has it can knock; the chair sees who it is and what they would see, and lets them in or not. Pass it on to them alone, as you would a key.'}
              </Typography>
            </Box>
          )}
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
              choices={relay ? [...reachChoices, byRelay] : reachChoices}
              chosen={reach}
              onChoose={(where) => {
                setReach(where)
                setLink(undefined)
              }}
            />
            {reach === 'relay' && (
              <Typography variant="body2" sx={{ mt: 1, overflowWrap: 'anywhere' }}>
                Until this huddle closes, it also meets at {withoutScheme(relay?.address ?? '')}. The relay lets in only who holds an invite, and
                passes on sealed messages that it cannot read; it sees which network addresses meet, and when.
              </Typography>
            )}
            {reach === 'network' && (
              <Typography variant="body2" sx={{ mt: 1 }}>
                Until this huddle closes, this computer answers others on its network, so that colleagues find each other. It
                lets in only who holds an invite, and passes on sealed messages that it cannot read.
                {hasTeam && ' It also says on that network that a huddle meets here, without any name: only your team’s devices know it for theirs.'} Your
                computer may ask whether to allow this.
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
              {to === 'team' && reach === 'network' && near && <NearFacts near={near} />}
              <CopyLine label="Code" value={link.code} />
              <CopyLine label="Link" value={link.link} />
              <Typography variant="body2" color="textSecondary">
                Lets {link.seats === 1 ? 'one device' : `${link.seats} devices`} in, each once, until{' '}
                {clinicalDateTime(instantOf(link.expires))}. They open their own MDT Huddle and paste the
                code or the link under “Join a huddle”.
                {reach === 'network' && link.addresses.length > 0 && ` They must be on the same network as this computer, which answers at ${link.addresses.map(withoutScheme).join(' and ')}.`}
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
