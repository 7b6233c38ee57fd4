import { Button } from '@mui/material'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { FiledOutcome } from '../../core/model/filed-outcome.ts'
import { ReasonForm } from '../huddle/live/ReasonForm.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** Puts the decision back on the table, with its reason. The newest of a chain is amended; the earlier ones lead to it. */
export function AmendOutcome({ filed: { id } }: { readonly filed: FiledOutcome }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const { problem, attempt } = useAttempt()
  if (useObservable(desk.outcomes).some(({ outcome }) => outcome.replaces?.outcome === id)) return null

  const amend = async (because: string): Promise<void> => {
    if (await attempt(() => desk.amend(id, because))) navigate(routes.huddle())
  }
  return (
    <div>
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      {asking ? (
        <ReasonForm
          label="Why it is amended"
          helper="The person goes back on the table with this decision to start from. What was signed stays; the new outcome says that it replaces it, and why."
          verb="Put it back on the table"
          maximum={2000}
          onSubmit={(because) => void amend(because)}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <Button variant="outlined" onClick={() => setAsking(true)}>
          Amend this outcome
        </Button>
      )}
    </div>
  )
}
