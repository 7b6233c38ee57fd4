import { Alert, AlertTitle, Button } from '@mui/material'
import { devicesOf, leadsAt, type Roster } from '../../core/model/roster.ts'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** Two who lead have each changed the roster without knowing of the other: what was done there, and how it becomes one. */
export function SplitNote({ roster }: { readonly roster: Roster }) {
  const desk = useDesk()
  const split = useObservable(desk.rosters.split)
  const me = useObservable(desk.profile).card.device
  const { attempt, busy, problem } = useAttempt()
  if (!split) return null
  const by = devicesOf(split).find(({ device }) => device === split.signer)?.name ?? 'Somebody'
  const known = new Set(roster.history.map((step) => JSON.stringify(step)))
  const theirs = split.history.filter((step) => !known.has(JSON.stringify(step))).map(({ what }) => what)
  return (
    <Alert severity="warning" variant="outlined" action={leadsAt(roster, me) && <Button disabled={busy} onClick={() => void attempt(() => desk.rosters.unite())}>Make one of both</Button>}>
      <AlertTitle sx={{ mb: 0.25 }}>There are two rosters of {roster.team.name}</AlertTitle>
      {by} changed it without knowing of the changes here: {theirs.join(' ')} Yours stays as it is until somebody who leads makes one of both;
      whoever either of them has removed stays out.
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Alert>
  )
}
