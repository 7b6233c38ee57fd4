import { Box, Button, Link, Stack, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { bannerName, personInitials } from '../../core/model/person.ts'
import { mayBeErased, retentionInWords, retentionYears } from '../../core/model/retention.ts'
import type { CopiesDue } from '../../core/session/copies-due.ts'
import { Points } from '../person/erase/Points.tsx'
import { Panel } from '../shell/Panel.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'

/** Whose copies on this computer are past their time, and what may be done about it. Nothing goes by itself. */
export function CopiesPanel() {
  const due = useCopiesDue()
  if (!due) return null
  return (
    <Panel heading={due.length > 0 ? `Copies here that are past their time · ${due.length}` : 'How long copies are kept here'}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        What is in the record is kept on this computer too, for {retentionYears.afterTreatment} years after treatment ends or {retentionYears.afterDeath} after a
        death. After that somebody decides whether the copy goes; nothing goes by itself, and nothing that has no receipt.
        {due.length === 0 && ' Nothing is past its time today.'}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {due.map((each) => (
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
function useCopiesDue(): readonly CopiesDue[] | undefined {
  const desk = useDesk()
  const [due, setDue] = useState<readonly CopiesDue[]>()
  useEffect(() => {
    let current = true
    const read = (): void => void desk.copiesDue().then((found) => current && setDue(found), () => undefined)
    const stops = [desk.people, desk.outcomes, desk.leaving.deliveries, desk.leaving.disclosures].map((each) => each.subscribe(read))
    read()
    return () => {
      current = false
      for (const stop of stops) stop()
    }
  }, [desk])
  return due
}
