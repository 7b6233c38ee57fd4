import { Alert, Stack } from '@mui/material'
import { plainDate } from '../../core/model/dates.ts'
import type { Service } from '../../core/model/service.ts'
import { isStale, lastLookedAt } from '../../core/model/service-words.ts'
import { useToday } from '../shell/clock.ts'

/** What somebody must know before they promise it to anybody. Shows nothing where there is nothing. */
export function StandingNotes({ service }: { readonly service: Service }) {
  const today = useToday()
  const { alert, state, notListedSince } = service
  const notes = [
    ...(state === 'temporarily closed' ? ['Its directory says that it is closed for now.'] : []),
    ...(state === 'inactive' || state === 'defunct' ? ['Its directory says that it no longer runs.'] : []),
    ...(notListedSince ? [`Its directory no longer lists it: it was missing from the file that came in on ${plainDate(notListedSince)}.`] : []),
    ...(alert === '' ? [] : [alert]),
    ...(isStale(service, today)
      ? [`${lastLookedAt(service) === undefined ? 'Its directory does not say when anybody last looked at this entry.' : 'Nobody has looked at this entry for over a year.'} Ring before anybody relies on it.`]
      : []),
  ]
  if (notes.length === 0) return null
  return (
    <Stack spacing={1} sx={{ mb: 2 }}>
      {notes.map((note) => (
        <Alert key={note} severity="warning" variant="outlined" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {note}
        </Alert>
      ))}
    </Stack>
  )
}
