import { Button, Stack, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { JoinHuddle } from '../huddle/lobby/JoinHuddle.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { FileButton } from './FileButton.tsx'
import { OfferNote } from './OfferNote.tsx'
import { RequestLines } from './RequestLines.tsx'
import { useTakeRoster } from './use-take-roster.ts'

/** How somebody with a staff card comes into a team: what to send, what to compare, and what comes back. */
export function JoinTeamPage() {
  const desk = useDesk()
  const { joining, team } = useObservable(desk.profile)
  if (!joining) {
    return (
      <Page heading="Join a team" about={`You are in ${team.name}.`} width="reading">
        <Button component={Link} href={routes.today()} variant="contained">
          Go to Today
        </Button>
      </Page>
    )
  }
  return (
    <Page heading="Join a team" about="Whoever leads the team adds you; both of you see that it is really the other. You can close MDT Huddle in between." width="reading">
      <Stack spacing={2}>
        <OfferNote />
        <AskPanel />
        <AnswerPanel />
        <JoinHuddle />
      </Stack>
    </Page>
  )
}

function AskPanel() {
  const { profile, rosters } = useDesk()
  const { card } = useObservable(profile)
  const { attempt, problem } = useAttempt()
  const [request, setRequest] = useState<string>()
  useEffect(() => {
    void attempt(async () => setRequest(await rosters.askToJoin()))
  }, [attempt, rosters])
  return (
    <Panel heading="1. Send your request">
      <Typography variant="body2" sx={{ mb: 2 }}>
        Send this to whoever leads the team, by mail or chat. It is your card, signed by this device, and no secret. Read them the digits by phone or face to
        face: their screen shows the same.
      </Typography>
      {request !== undefined && <RequestLines card={card} request={request} />}
      <ProblemNote problem={problem} />
    </Panel>
  )
}

function AnswerPanel() {
  const { take, problem } = useTakeRoster()
  return (
    <Panel
      heading="2. Take in the team’s roster"
      action={
        <FileButton label="File with a roster" accept=".json,application/json" variant="contained" onText={take}>
          Take in a roster
        </FileButton>
      }
    >
      <Typography variant="body2">
        Once you are on it, the team’s lead saves the roster and sends you the file. Or come to a huddle of theirs by an invite: paste it below, and the roster
        comes to you there. Nothing changes before you have accepted it.
      </Typography>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
    </Panel>
  )
}
