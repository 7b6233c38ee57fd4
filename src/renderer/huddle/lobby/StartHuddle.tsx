import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useMemo, useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import type { PersonId } from '../../../core/model/ids.ts'
import { useToday } from '../../shell/clock.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { PersonPicker } from '../agenda/PersonPicker.tsx'
import { ChosenPeople } from './ChosenPeople.tsx'
import { SuggestedPeople } from './SuggestedPeople.tsx'
import { suggestedAgenda, type Suggestion } from './suggestions.ts'

/** Makes a huddle: a name and whom to talk about, in which order. */
export function StartHuddle() {
  const desk = useDesk()
  const people = useObservable(desk.people)
  const huddles = useObservable(desk.huddles)
  const today = useToday()
  const [, navigate] = useLocation()
  const { attempt, busy, problem } = useAttempt()
  const [title, setTitle] = useState('Daily huddle')
  const [chosen, setChosen] = useState<readonly Suggestion[]>([])
  const suggestions = useMemo(() => suggestedAgenda(people, huddles, today), [people, huddles, today])
  const chosenIds = useMemo(() => new Set<PersonId>(chosen.map(({ person }) => person.id)), [chosen])

  const toggle = (one: Suggestion): void =>
    setChosen(chosenIds.has(one.person.id) ? chosen.filter(({ person }) => person.id !== one.person.id) : [...chosen, one])
  const start = (event: FormEvent): void => {
    event.preventDefault()
    void attempt(async () => {
      const live = await desk.startHuddle(
        title.trim() || 'Huddle',
        chosen.map(({ person, reason }) => ({ id: person.id, reason })),
      )
      navigate(routes.liveHuddle(live.id))
    })
  }
  return (
    <Panel heading="Start a huddle">
      <Box component="form" onSubmit={start}>
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
          <Box>
            <Typography variant="h3">Who could be talked about</Typography>
            <SuggestedPeople suggestions={suggestions} chosen={chosenIds} onToggle={toggle} />
          </Box>
          <Stack spacing={2}>
            <TextField label="Name of the huddle" value={title} onChange={(event) => setTitle(event.target.value.slice(0, 120))} />
            <PersonPicker
              label="Add anybody else"
              value={null}
              onChange={(person) => {
                if (person && !chosenIds.has(person.id)) setChosen([...chosen, { person, reason: 'Raised by a member', because: 'Raised by a member' }])
              }}
            />
            <ChosenPeople chosen={chosen} onChange={setChosen} />
            <ProblemNote problem={problem} />
            <Button type="submit" variant="contained" size="large" disabled={busy} sx={{ alignSelf: 'flex-start' }}>
              Start a huddle
            </Button>
          </Stack>
        </Box>
      </Box>
    </Panel>
  )
}
