import { Box, Button, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { Person } from '../../core/model/person.ts'
import { retentionInWords } from '../../core/model/retention.ts'
import { ReasonForm } from '../huddle/live/ReasonForm.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useReading } from '../shell/use-reading.ts'

/** How long what is held of this person is kept and why, and the legal hold that nothing may be erased under. */
export function KeptPanel({ person }: { readonly person: Person }) {
  const desk = useDesk()
  // Another row of the same person can mean another time: it is read again.
  const { value: retention, problem } = useReading(useCallback(() => desk.retention(person.id), [desk, person]))
  const [asking, setAsking] = useState(false)
  const hold = person.legalHold
  return (
    <Panel
      heading="How long this is kept"
      action={!asking && <Button onClick={() => setAsking(true)}>{hold ? 'Lift the legal hold' : 'Set a legal hold'}</Button>}
    >
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <Typography component="output" sx={{ display: 'block' }}>
        {retention && retentionInWords(retention)}
      </Typography>
      {hold && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          Set {clinicalDateTime(hold.since)} by {hold.by}
        </Typography>
      )}
      <Button href={hashHref(routes.access(person.id))} sx={{ mt: 1, ml: -1 }}>
        Hand over everything held
      </Button>
      <Button href={hashHref(routes.erase(person.id))} sx={{ mt: 1 }}>
        Erase what is held
      </Button>
      {asking && <HoldForm person={person} onDone={() => setAsking(false)} />}
    </Panel>
  )
}

function HoldForm({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const desk = useDesk()
  const { problem, attempt } = useAttempt()
  const lifting = person.legalHold !== undefined
  const save = async (because: string): Promise<void> => {
    if (await attempt(() => (lifting ? desk.liftLegalHold(person.id, because) : desk.setLegalHold(person.id, because)))) onDone()
  }
  return (
    <Box sx={{ mt: 1.5 }}>
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <ReasonForm
        label={lifting ? 'Why the hold is lifted' : 'Why nothing may be erased'}
        verb={lifting ? 'Lift the hold' : 'Set the hold'}
        helper={lifting ? 'After that the usual time counts again.' : 'For example a court, an inquiry or a complaint.'}
        maximum={1000}
        onSubmit={(because) => void save(because)}
        onCancel={onDone}
      />
    </Box>
  )
}
