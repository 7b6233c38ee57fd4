import { Box, Button, Link, Typography } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import type { AuditEntry } from '../../../core/model/audit.ts'
import type { PersonId } from '../../../core/model/ids.ts'
import type { PersonIdentity } from '../../../core/model/person.ts'
import { filterTrail, trailCsv, type TrailFilter } from '../../../core/model/trail.ts'
import { useToday } from '../../shell/clock.ts'
import { EmptyNote } from '../../shell/EmptyNote.tsx'
import { Page } from '../../shell/Page.tsx'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { QuietProgress } from '../../shell/QuietProgress.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { csvFile, saveFile } from '../../shell/save-file.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { TrailFilters } from './TrailFilters.tsx'
import { TrailGrid } from './TrailGrid.tsx'
import { trailNames } from './trail-names.ts'

/** Who saw, changed, signed and sent what: the whole team's, or one person's. It is added to by what people do, and never edited. */
export default function TrailPage({ person: asked }: { readonly person?: string }) {
  const people = usePeopleByName()
  const person = [...people.keys()].find((id) => id === asked)
  const { trail, problem } = useTrail()
  const [filter, setFilter] = useState<TrailFilter>({ person })
  const { on: privately } = usePrivateScreen()
  const today = useToday()
  const { onScreen, inFile } = trailNames(people, privately)
  const desk = useDesk()
  const saving = useAttempt()
  const found = useMemo(() => filterTrail(trail ?? [], filter), [trail, filter])
  const saveAsFhir = async (): Promise<void> =>
    saveFile({ name: `who-saw-what-${today}.fhir.json`, type: 'application/fhir+json', content: await desk.trailAsFhir(found, inFile) })
  return (
    <Page
      heading="Who saw and changed what"
      about={
        <>
          What people do here is added to this list, and nothing in it can be changed. Opening it is noted too. <Link href={hashHref(routes.record())}>Back to the record</Link>
        </>
      }
      actions={
        <>
          <Button variant="outlined" disabled={found.length === 0} onClick={() => saveFile(csvFile(`who-saw-what-${today}.csv`, trailCsv(found, inFile)))}>
            Save these as CSV
          </Button>
          <Button variant="outlined" disabled={found.length === 0} loading={saving.busy} onClick={() => void saving.attempt(saveAsFhir)}>
            Save these as FHIR
          </Button>
        </>
      }
    >
      <ProblemNote problem={problem ?? saving.problem} />
      {trail ? (
        <>
          <TrailFilters trail={trail} filter={filter} nameOf={onScreen} onChange={setFilter} />
          <Typography variant="body2" component="output" color="textSecondary" sx={{ display: 'block', my: 1 }}>
            {found.length.toLocaleString('en-GB')} of {trail.length.toLocaleString('en-GB')}
          </Typography>
          {found.length > 0 ? (
            <Box sx={{ height: 560 }}>
              <TrailGrid trail={found} nameOf={onScreen} />
            </Box>
          ) : (
            <EmptyNote
              action={
                <Button variant="outlined" onClick={() => setFilter({})}>
                  Show everything
                </Button>
              }
            >
              Nothing here fits all of that.
            </EmptyNote>
          )}
        </>
      ) : (
        !problem && <QuietProgress>Reading the list</QuietProgress>
      )}
    </Page>
  )
}

/** Everybody whom this device can name: on the caseload, or in an outcome that it holds. */
function usePeopleByName(): ReadonlyMap<PersonId, PersonIdentity> {
  const desk = useDesk()
  const people = useObservable(desk.people)
  const outcomes = useObservable(desk.outcomes)
  return useMemo(() => new Map([...outcomes.map(({ outcome }) => outcome.person), ...people].map((each) => [each.id, each])), [people, outcomes])
}

function useTrail() {
  const desk = useDesk()
  const [trail, setTrail] = useState<readonly AuditEntry[]>()
  const { problem, attempt } = useAttempt()
  useEffect(() => {
    let current = true
    void attempt(async () => {
      const read = await desk.readTrail()
      if (current) setTrail(read)
    })
    return () => {
      current = false
    }
  }, [desk, attempt])
  return { trail, problem }
}
