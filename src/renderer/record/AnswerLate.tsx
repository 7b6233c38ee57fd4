import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { answersLeft, type FiledOutcome } from '../../core/model/filed-outcome.ts'
import { ReasonForm } from '../huddle/live/ReasonForm.tsx'
import { useNotify } from '../shell/Notices.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** Offered to somebody who was there and can still answer: what was filed stays as it is, the answer joins it. */
export function AnswerLate({ filed }: { readonly filed: FiledOutcome }) {
  const desk = useDesk()
  const notify = useNotify()
  const left = answersLeft(filed, useObservable(desk.profile).card.device)
  const [declining, setDeclining] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  if (!left.sign && !left.decline && !problem) return null

  const sign = async (): Promise<void> => {
    if (await attempt(() => desk.answerOutcome(filed.id, { kind: 'signed' }))) notify('You have signed this as a true record.')
  }
  const decline = async (because: string): Promise<void> => {
    if (!(await attempt(() => desk.answerOutcome(filed.id, { kind: 'declined', because })))) return
    setDeclining(false)
    notify('It is recorded that you do not sign.')
  }
  return (
    <Panel heading={left.decline ? 'You were there, and have not answered' : 'You declined, and may still sign'}>
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        Your answer joins the record beside what was filed, with today’s date. Nothing that was signed changes.
      </Typography>
      {declining ? (
        <ReasonForm
          label="Why you do not sign"
          verb="Record that I do not sign"
          maximum={1000}
          onSubmit={(because) => void decline(because)}
          onCancel={() => setDeclining(false)}
        />
      ) : (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          {left.sign && (
            <Button variant="contained" disabled={busy} onClick={() => void sign()}>
              Sign as a true record
            </Button>
          )}
          {left.decline && (
            <Button disabled={busy} onClick={() => setDeclining(true)}>
              I do not sign
            </Button>
          )}
        </Stack>
      )}
    </Panel>
  )
}
