import { Button, Checkbox, DialogActions, DialogContent, DialogTitle, FormControlLabel, FormGroup, FormLabel, Typography } from '@mui/material'
import { useState } from 'react'
import { leadsAt, memberWith, nameOfMember, type Roster } from '../../core/model/roster.ts'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { WorkDialog } from '../shell/WorkDialog.tsx'

/** A new roster for the same people, where whoever led cannot sign any more, or the roster can remember no more. */
export function BeginAnewDialog({ roster, onClose }: { readonly roster: Roster; readonly onClose: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const { attempt, busy, problem } = useAttempt()
  const me = desk.profile.get().card.device
  const leading = roster.members.filter((member) => member.leads && member !== memberWith(roster, me))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set(leadsAt(roster, me) ? [] : leading.map(({ id }) => id)))
  const begin = (): void =>
    void attempt(async () => {
      const gone = leading.filter(({ id }) => left.has(id)).flatMap(({ devices }) => devices.map(({ device }) => device))
      await desk.rosters.beginAnew(gone)
      notify('The roster has begun anew, and you lead it. Colleagues are asked to accept it when you next meet.')
      onClose()
    })
  return (
    <WorkDialog open busy={busy} onClose={onClose} maxWidth="sm" aria-labelledby="anew-heading">
      <DialogTitle id="anew-heading">Begin the team’s roster anew?</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 1.5 }}>
          You lead the new one. It is a new team to everybody else’s device: each colleague is shown your digits, compares them with
          you, and accepts or not. People, documents and outcomes stay as they are.
        </Typography>
        {leading.length > 0 && <FormLabel component="legend">Whose devices are lost and stay out</FormLabel>}
        <FormGroup>
          {leading.map((member) => (
            <FormControlLabel
              key={member.id}
              control={
                <Checkbox
                  checked={left.has(member.id)}
                  onChange={(_event, out) => setLeft(new Set([...left].filter((id) => id !== member.id).concat(out ? [member.id] : [])))}
                />
              }
              label={nameOfMember(member)}
            />
          ))}
        </FormGroup>
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          Keep the roster
        </Button>
        <Button variant="contained" loading={busy} onClick={begin}>
          Begin anew
        </Button>
      </DialogActions>
    </WorkDialog>
  )
}
