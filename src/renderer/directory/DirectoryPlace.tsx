import Search from '@mui/icons-material/Search'
import { Box, Button, InputAdornment, Stack, TextField, Typography } from '@mui/material'
import { useDeferredValue, useMemo, useState } from 'react'
import { choicesOf, findServices, type DirectoryFilter } from '../../core/model/directory-search.ts'
import type { Service } from '../../core/model/service.ts'
import { useToday } from '../shell/clock.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Page } from '../shell/Page.tsx'
import { QuietProgress } from '../shell/QuietProgress.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { ChoiceFilter } from './ChoiceFilter.tsx'
import { counted } from './directory-words.ts'
import { ServicesGrid } from './ServicesGrid.tsx'
import { useServices } from './use-services.ts'

const anything: DirectoryFilter = { words: '', need: '', area: '' }

/** Local support that people can be introduced to, by words, need and area. */
export default function DirectoryPlace() {
  const services = useServices()
  if (!services) return <QuietProgress>Opening the directory</QuietProgress>
  return services.length === 0 ? <EmptyDirectory /> : <FullDirectory services={services} />
}

function FullDirectory({ services }: { readonly services: readonly Service[] }) {
  const today = useToday()
  const [filter, setFilter] = useState(anything)
  const sought = useDeferredValue(filter)
  const found = useMemo(() => findServices(services, sought), [services, sought])
  const [needs, areas] = useMemo(() => [choicesOf(services, 'needs'), choicesOf(services, 'areas')], [services])
  const change = (next: Partial<DirectoryFilter>): void => setFilter((now) => ({ ...now, ...next }))
  return (
    <Box sx={{ height: '100%', minHeight: 520, display: 'flex', flexDirection: 'column', '& > *': { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', maxWidth: 'none' } }}>
      <Page heading="Directory" about="Support near by, for introductions in person." actions={<ImportButton />}>
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5, mb: 1.5, alignItems: 'center' }}>
          <TextField
            type="search"
            label="Search the directory"
            value={filter.words}
            onChange={(event) => change({ words: event.target.value })}
            sx={{ maxWidth: 340, flex: '2 1 200px' }}
            slotProps={{ input: { endAdornment: <InputAdornment position="end"><Search fontSize="small" /></InputAdornment> } }}
          />
          <ChoiceFilter label="Need" choices={needs} value={filter.need} onChange={(need) => change({ need })} />
          <ChoiceFilter label="Area" choices={areas} value={filter.area} onChange={(area) => change({ area })} />
        </Stack>
        <Typography variant="body2" component="output" color="textSecondary" sx={{ display: 'block', mb: 1 }}>
          {found.length === services.length ? counted(services.length, 'service') : `${found.length.toLocaleString('en-GB')} of ${counted(services.length, 'service')}`}
        </Typography>
        {found.length > 0 ? (
          <ServicesGrid services={found} today={today} />
        ) : (
          <EmptyNote
            action={
              <Button variant="outlined" onClick={() => setFilter(anything)}>
                Show every service
              </Button>
            }
          >
            Nothing in the directory says all of that. A gap is worth saying in the huddle.
          </EmptyNote>
        )}
      </Page>
    </Box>
  )
}

function EmptyDirectory() {
  return (
    <Page heading="Directory" width="reading">
      <EmptyNote action={<ImportButton />}>
        No services are known yet. Many councils publish theirs in the form of Open Referral UK: save its pages of services as files, then bring them in.
      </EmptyNote>
    </Page>
  )
}

function ImportButton() {
  return (
    <Button variant="contained" href={hashHref(routes.directoryImport())}>
      Import a directory
    </Button>
  )
}
