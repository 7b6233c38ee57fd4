import { Alert, Button, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ErasureReceipt } from '../../../core/model/erasure.ts'
import { bannerName, personInitials, type Person } from '../../../core/model/person.ts'
import { ReasonForm } from '../../huddle/live/ReasonForm.tsx'
import { useFocusOnArrival } from '../../huddle/live/use-focus.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { WorkDialog } from '../../shell/WorkDialog.tsx'

interface EraseFormProps {
  readonly person: Person
  /** Why it may be done, in a sentence. */
  readonly why: string
  readonly onErased: (receipt: ErasureReceipt) => void
}

/** Asks for the reason, then in words that name the person, and only then erases. */
export function EraseForm({ person, why, onErased }: EraseFormProps) {
  const desk = useDesk()
  const [reason, setReason] = useState<string>()
  const { busy, problem, attempt } = useAttempt()
  const [, navigate] = useLocation()
  const erase = async (): Promise<void> => {
    const because = reason ?? ''
    await attempt(async () => onErased(await desk.erasePerson(person.id, because)))
    setReason(undefined)
  }
  return (
    <Panel heading="Why they are erased">
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {why}
      </Typography>
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      <ReasonForm
        label="Reason, for the receipt"
        verb="Erase what is held"
        helper="Who reviewed it and what was decided, without the person’s name or number."
        onSubmit={setReason}
        onCancel={() => navigate(routes.person(person.id))}
      />
      {reason !== undefined && <ConfirmErasure person={person} busy={busy} onKeep={() => setReason(undefined)} onErase={() => void erase()} />}
    </Panel>
  )
}

interface ConfirmErasureProps {
  readonly person: Person
  readonly busy: boolean
  readonly onKeep: () => void
  readonly onErase: () => void
}

function ConfirmErasure({ person, busy, onKeep, onErase }: ConfirmErasureProps) {
  const initials = personInitials(person)
  return (
    <WorkDialog open busy={busy} onClose={onKeep} aria-labelledby="erase-heading">
      <DialogTitle id="erase-heading">Erase {initials} for good?</DialogTitle>
      <DialogContent>
        <Typography>Everything that this computer holds of {bannerName(person)} is destroyed.</Typography>
        <Alert severity="warning" variant="outlined" sx={{ mt: 2 }}>
          This cannot be undone, by anybody.
        </Alert>
      </DialogContent>
      <DialogActions>
        <KeepButton initials={initials} busy={busy} onKeep={onKeep} />
        <Button variant="contained" color="error" loading={busy} onClick={onErase}>
          Erase {initials} for good
        </Button>
      </DialogActions>
    </WorkDialog>
  )
}

/** What can do no harm has the keyboard first. */
function KeepButton({ initials, busy, onKeep }: { readonly initials: string } & Pick<ConfirmErasureProps, 'busy' | 'onKeep'>) {
  const keep = useFocusOnArrival<HTMLButtonElement>()
  return (
    <Button ref={keep} disabled={busy} onClick={onKeep}>
      Keep {initials}
    </Button>
  )
}
