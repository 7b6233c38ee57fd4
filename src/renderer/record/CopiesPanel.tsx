import { Box, Button, Link, Stack, Typography } from '@mui/material'
import { useMemo } from 'react'
import { bannerName, personInitials } from '../../core/model/person.ts'
import { mayBeErased, retentionInWords, retentionYears } from '../../core/model/retention.ts'
import type { CopiesDue } from '../../core/session/copies-due.ts'
import { Points } from '../person/erase/Points.tsx'
import { Panel } from '../shell/Panel.tsx'
import type { Reading } from '../shell/newest-reading.ts'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useReading } from '../shell/use-reading.ts'

/** Whose copies on this computer are past their time, and what may be done about it. Nothing goes by itself. */
export function CopiesPanel() {
  const { value: due, problem } = useCopiesDue()
  if (!due && !problem) return null
  return (
    <Panel heading={due && due.length > 0 ? `Copies here that are past their time · ${due.length}` : 'How long copies are kept here'}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        What is in the record is kept on this computer too, for {retentionYears.afterTreatment} years after treatment ends or {retentionYears.afterDeath} after a
        death. After that somebody decides whether the copy goes; nothing goes by itself, and nothing that has no receipt.
        {due?.length === 0 && !problem && ' Nothing is past its time today.'}
      </Typography>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {due?.map((each) => (
          <CopiesRow key={each.person.id} due={each} />
        ))}
      </Box>
    </Panel>
  )
}

function CopiesRow({ due: { person, retention, outcomes, missing } }: { readonly due: CopiesDue }) {
  const { on } = usePrivateScreen()
  const initials = personInitials(person)
  const may = mayBeErased(retention) && missing.length === 0
  return (
    <Box component="li" sx={{ pt: 1.5, mt: 1.5, borderTop: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 2, rowGap: 1, alignItems: 'flex-start', justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0, flex: '1 1 320px' }}>
          <Link href={hashHref(routes.person(person.id))}>{on ? initials : bannerName(person)}</Link>
          <Typography variant="body2">{retentionInWords(retention)}</Typography>
          {missing.length > 0 ? (
            <Box sx={{ typography: 'body2', mt: 0.5 }}>
              Not all of it is in the record yet:
              <Points points={missing} />
            </Box>
          ) : (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {outcomes === 0 ? 'No outcome is kept here.' : `${outcomes} ${outcomes === 1 ? 'outcome, which has its receipt' : 'outcomes, each with its receipt'}.`}
            </Typography>
          )}
        </Box>
        {may && (
          <Button variant="outlined" href={hashHref(routes.erase(person.id))} aria-label={`Decide about the copy of ${initials}`}>
            Decide about the copy
          </Button>
        )}
      </Stack>
    </Box>
  )
}

/** Read again whenever something was filed, sent or changed. */
function useCopiesDue(): Reading<readonly CopiesDue[]> {
  const desk = useDesk()
  const changes = useMemo(() => [desk.people, desk.outcomes, desk.leaving.deliveries, desk.leaving.disclosures], [desk])
  return useReading(desk.copiesDue, changes)
}
