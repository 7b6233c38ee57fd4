import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { organisationKindNames } from '../../core/model/team.ts'
import { Facts } from '../shell/Facts.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { Digits } from './Digits.tsx'
import { RequestLines } from './RequestLines.tsx'
import { deviceName } from './team-words.ts'

/** Who I am in the team, by which device, and how to ask to join another one. */
export function MyCard() {
  const desk = useDesk()
  const { card } = useObservable(desk.profile)
  const { attempt, problem } = useAttempt()
  const [request, setRequest] = useState<string>()
  const ask = (): void => void attempt(async () => setRequest(await desk.rosters.askToJoin()))
  return (
    <Panel
      heading="My staff card"
      action={
        <Button variant="outlined" onClick={ask}>
          Ask to join a team
        </Button>
      }
    >
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <Facts
        facts={[
          ['Name', card.name],
          ['Role', card.role],
          ['Organisation', `${card.organisation} (${organisationKindNames[card.organisationKind]})`],
          ['This device', <span key="device" style={{ fontFamily: 'monospace', fontSize: '0.875rem' }}>{deviceName(card.device)}</span>],
          ['Digits to compare', <Digits key="digits" card={card} />],
        ]}
      />
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1.5, mb: 0 }}>
        What you sign is signed by this device. Read the digits to a colleague who wants to be sure that it is you.
      </Typography>
      {request !== undefined && (
        <Dialog open onClose={() => setRequest(undefined)} maxWidth="sm" fullWidth aria-labelledby="request-heading">
          <DialogTitle id="request-heading">Ask to join a team</DialogTitle>
          <DialogContent>
            <Stack spacing={2}>
              <Typography variant="body2">
                Send this to whoever leads the team, as a line or as a file. It is your card, signed by this device, and no secret. They
                compare the digits with you and add you; you have their roster at the next huddle together, or from a file that they send.
              </Typography>
              <RequestLines card={card} request={request} />
            </Stack>
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setRequest(undefined)}>Done</Button>
          </DialogActions>
        </Dialog>
      )}
    </Panel>
  )
}
