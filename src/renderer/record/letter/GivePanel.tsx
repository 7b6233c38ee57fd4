import { Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { calendarDate, type CalendarDate } from '../../../core/model/dates.ts'
import { waysOfGiving, type Giving } from '../../../core/model/letter.ts'
import { useToday } from '../../shell/clock.ts'
import { useNotify } from '../../shell/Notices.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { saveFile } from '../../shell/save-file.ts'
import { useDesk } from '../../shell/session-context.tsx'
import type { Draft } from './use-draft.ts'

/** Makes the letter's files, and notes that the person has it. */
export function GivePanel({ draft: { letter, keep } }: { readonly draft: Draft }) {
  const { leaving } = useDesk()
  const notify = useNotify()
  const today = useToday()
  const [how, setHow] = useState<Giving['how']>('by hand')
  const [on, setOn] = useState<CalendarDate | undefined>(today)
  const { busy, problem, attempt } = useAttempt()
  const save = (as: 'pdf' | 'html') =>
    void attempt(async () => {
      await keep()
      saveFile(await leaving.letterFile(letter.id, as))
    })
  const give = () =>
    void attempt(async () => {
      if (!on) return
      await keep()
      await leaving.giveLetter(letter.id, how, on)
      notify('Noted: they have the letter. Its words stand from now on.')
    })
  return (
    <Panel heading="Give it">
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mb: 2 }}>
        <Button variant="outlined" disabled={busy} onClick={() => save('pdf')}>
          Save to print (PDF)
        </Button>
        <Button variant="outlined" disabled={busy} onClick={() => save('html')}>
          Save for e-mail (HTML)
        </Button>
      </Stack>
      <Stack spacing={1.5}>
        <TextField
          select
          id="letter-how"
          label="How it was given"
          value={how}
          onChange={({ target }) => {
            const chosen = waysOfGiving.find((way) => way === target.value)
            if (chosen) setHow(chosen)
          }}
        >
          {waysOfGiving.map((way) => (
            <MenuItem key={way} value={way}>
              {way.charAt(0).toUpperCase() + way.slice(1)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          id="letter-on"
          label="The day it was given"
          type="date"
          value={on ?? ''}
          onChange={({ target }) => setOn(calendarDate.safeParse(target.value).data)}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: today } }}
        />
        <ProblemNote problem={problem} />
        <Button variant="contained" loading={busy} disabled={!on} onClick={give} sx={{ alignSelf: 'flex-start' }}>
          Note that it was given
        </Button>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
          MDT Huddle sends no e-mail. It is noted in the ledger and in their story, with your name.
        </Typography>
      </Stack>
    </Panel>
  )
}
