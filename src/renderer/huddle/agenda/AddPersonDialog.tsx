import { Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { agendaReasons, type AgendaItem } from '../../../core/model/huddle.ts'
import type { Person } from '../../../core/model/person.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import { PersonPicker } from './PersonPicker.tsx'

export function AddPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const live = useLive()
  const announce = useAnnounce()
  const { attempt, busy, problem } = useAttempt()
  const [chosen, setChosen] = useState<Person | null>(null)
  const [reason, setReason] = useState<AgendaItem['reason']>('Raised by a member')
  const add = async (): Promise<void> => {
    if (!chosen || !(await attempt(() => live.addItem(chosen.id, reason)))) return
    announce('Added to the agenda.')
    onClose()
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="add-heading">
      <DialogTitle id="add-heading">Add to the agenda</DialogTitle>
      <DialogContent sx={{ '&&': { pt: 1 } }}>
        <Stack spacing={2}>
          <PersonPicker label="Person" value={chosen} onChange={setChosen} />
          <TextField
            select
            label="Why today"
            value={reason}
            onChange={(event) => setReason(agendaReasons.find((known) => known === event.target.value) ?? reason)}
          >
            {agendaReasons.map((known) => (
              <MenuItem key={known} value={known}>
                {known}
              </MenuItem>
            ))}
          </TextField>
          <ProblemNote problem={problem} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={!chosen || busy} onClick={() => void add()}>
          Add
        </Button>
      </DialogActions>
    </Dialog>
  )
}
