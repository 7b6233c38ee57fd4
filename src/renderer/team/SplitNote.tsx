import { Alert, AlertTitle, Button } from '@mui/material'
import { devicesOf, leadsAt, type Roster } from '../../core/model/roster.ts'
import { doneOnlyIn, isDeposedIn } from '../../core/model/split-rosters.ts'
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
  const isDeposed = isDeposedIn(split, roster, me)
  return (
    <Alert
      severity="warning"
      variant="outlined"
      action={
        leadsAt(roster, me) && (
          <Button disabled={busy} onClick={() => void attempt(() => desk.rosters.unite())}>
            {isDeposed ? 'Go over to it' : 'Make one of both'}
          </Button>
        )
      }
    >
      <AlertTitle sx={{ mb: 0.25 }}>There are two rosters of {roster.team.name}</AlertTitle>
      {by}
      {leadsAt(roster, split.signer) || isDeposed ? '' : ', who does not lead here,'} changed it without knowing of the changes here: {doneOnlyIn(split, roster).join(' ')}{' '}
      {isDeposed ? (
        <>
          By it you no longer lead. Yours stays as it is until whoever leads by the other one makes one of both, or you go over to it as it stands. Then ask them for what
          was done here: {doneOnlyIn(roster, split).join(' ')}
        </>
      ) : (
        'Yours stays as it is until somebody who leads makes one of both; whoever either of them has removed stays out.'
      )}
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Alert>
  )
}
