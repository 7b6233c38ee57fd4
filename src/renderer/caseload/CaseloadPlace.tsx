import Search from '@mui/icons-material/Search'
import { Box, Button, InputAdornment, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useDeferredValue, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { caseloadCsv } from '../../core/model/caseload-export.ts'
import type { PersonId } from '../../core/model/ids.ts'
import { useToday } from '../shell/clock.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Page } from '../shell/Page.tsx'
import { caseloadViews, hashHref, routes, type CaseloadView } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { CaseloadGrid } from './CaseloadGrid.tsx'
import { emptyViews, isInView, searchPeople, viewNames } from './caseload-views.ts'
import { counted } from './counted.ts'
import { ChosenBar } from './ChosenBar.tsx'
import { csvFile, saveFile } from '../shell/save-file.ts'

/** Everybody whom the team supports, by saved views and as one types. */
export function CaseloadPlace({ view: asked }: { readonly view?: string | undefined }) {
  const desk = useDesk()
  const people = useObservable(desk.people)
  const { card } = useObservable(desk.profile)
  const today = useToday()
  const [now] = useState(() => Date.now())
  const [, navigate] = useLocation()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(new Set())
  const view = caseloadViews.find((known) => known === asked) ?? 'everyone'
  const inView = useMemo(() => people.filter((person) => isInView(person, view, today, card.name)), [people, view, today, card.name])
  const sought = useDeferredValue(search)
  const found = useMemo(() => searchPeople(inView, sought), [inView, sought])
  const chosenPeople = useMemo(() => people.filter(({ id }) => chosen.has(id)), [people, chosen])
  const hidden = useMemo(() => {
    const shown = new Set(found)
    return chosenPeople.filter((person) => !shown.has(person)).length
  }, [chosenPeople, found])

  if (people.length === 0) return <EmptyCaseload />
  return (
    <Box sx={{ height: '100%', minHeight: 520, display: 'flex', flexDirection: 'column', '& > *': { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', maxWidth: 'none' } }}>
      <Page
        heading="Caseload"
        actions={
          <>
            <Button variant="outlined" onClick={() => saveFile(csvFile(`caseload-${today}.csv`, caseloadCsv(found)))} disabled={found.length === 0}>
              Save these as CSV
            </Button>
            <Button variant="contained" href={hashHref(routes.caseloadImport())}>
              Import a caseload
            </Button>
          </>
        }
      >
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5, mb: 1.5, alignItems: 'center' }}>
          <ToggleButtonGroup
            exclusive
            value={view}
            onChange={(_event, next: CaseloadView | null) => next && navigate(routes.caseload(next))}
            aria-label="Whom to show"
            sx={{ flexWrap: 'wrap' }}
          >
            {caseloadViews.map((each) => (
              <ToggleButton key={each} value={each}>
                {viewNames[each]}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <TextField
            type="search"
            label="Search by name or NHS number"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            sx={{ maxWidth: 320, flex: '1 1 220px' }}
            slotProps={{ input: { endAdornment: <InputAdornment position="end"><Search fontSize="small" /></InputAdornment> } }}
          />
        </Stack>
        <Typography variant="body2" component="output" color="textSecondary" sx={{ display: 'block', mb: 1 }}>
          {inWords(found.length, people.length)}
        </Typography>
        <ChosenBar chosen={chosenPeople} hidden={hidden} today={today} onClear={() => setChosen(new Set())} />
        {found.length > 0 ? (
          <CaseloadGrid people={found} view={view} today={today} now={now} chosen={chosen} onChoose={setChosen} />
        ) : (
          <EmptyNote
            action={
              search ? (
                <Button variant="outlined" onClick={() => setSearch('')}>
                  Clear the search
                </Button>
              ) : (
                <Button variant="outlined" onClick={() => navigate(routes.caseload())}>
                  Show everyone
                </Button>
              )
            }
          >
            {search ? 'Nobody here has that in their name or NHS number.' : emptyViews[view]}
          </EmptyNote>
        )}
      </Page>
    </Box>
  )
}

export default CaseloadPlace

function EmptyCaseload() {
  return (
    <Page heading="Caseload" width="reading">
      <EmptyNote
        action={
          <Button variant="contained" href={hashHref(routes.caseloadImport())}>
            Import a caseload
          </Button>
        }
      >
        Nobody is on the caseload yet. Bring people in from the CSV extract that your record system gives.
      </EmptyNote>
    </Page>
  )
}

function inWords(shown: number, all: number): string {
  return shown === all ? counted(all, 'person') : `${shown.toLocaleString('en-GB')} of ${counted(all, 'person')}`
}
