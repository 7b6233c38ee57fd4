import ArrowBack from '@mui/icons-material/ArrowBack'
import { Box, Button, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { contactKinds, type Service } from '../../core/model/service.ts'
import { agesInWords } from '../../core/model/service-words.ts'
import { CopyLine } from '../shell/CopyLine.tsx'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Facts } from '../shell/Facts.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { QuietProgress } from '../shell/QuietProgress.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { EntryAge } from './EntryAge.tsx'
import { StandingNotes } from './StandingNotes.tsx'
import { useServices } from './use-services.ts'

/** One service: what it is, for whom, how to reach it, and how old its entry is. All of it is text; nothing is opened. */
export default function ServicePlace({ id }: { readonly id: string }) {
  const services = useServices()
  if (!services) return <QuietProgress>Opening the directory</QuietProgress>
  const service = services.find((each) => each.id === id)
  return service ? <ServicePage service={service} /> : <NoService />
}

type Fact = readonly [name: string, value: ReactNode]

const said = (heading: string, lines: readonly string[]): readonly Fact[] => (lines.length > 0 ? [[heading, <Lines key={heading} lines={lines} />]] : [])

const contactWords = { phone: 'Phone', email: 'E-mail', person: 'Ask for', place: 'Where' } as const

function ServicePage({ service }: { readonly service: Service }) {
  const { name, organisation, description, needs, areas, eligibility, languages, contacts, howToAsk, url, opening, costs, access } = service
  return (
    <Page heading={name} windowTitle="Directory" {...(organisation !== '' && organisation !== name && { about: organisation })} actions={<BackButton />}>
      <StandingNotes service={service} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' }, alignItems: 'start' }}>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel heading="What it is">
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '68ch' }}>{description || 'Its directory does not say.'}</Typography>
            <Box sx={{ mt: 2 }}>
              <Facts facts={[...said('When', opening), ...said('What it costs', costs.length > 0 ? costs : ['Not said']), ...said('Getting in', access)]} />
            </Box>
          </Panel>
          <Panel heading="Whom it is for">
            <Facts facts={[['Ages', agesInWords(service)], ...said('Helps with', needs), ...said('Areas', areas), ...said('Languages', languages), ...said('In its own words', eligibility === '' ? [] : [eligibility])]} />
          </Panel>
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel heading="How to reach it">
            {contacts.length === 0 && url === undefined && <Typography>Its directory does not say.</Typography>}
            <Facts
              facts={contactKinds.flatMap((kind): readonly Fact[] => {
                const ways = contacts.filter((each) => each.kind === kind)
                return ways.length > 0 ? [[contactWords[kind], ways.map(({ value, about }) => <Contact key={value} value={value} about={about} />)]] : []
              })}
            />
            {howToAsk !== '' && <Typography sx={{ mt: 1.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{howToAsk}</Typography>}
            {url !== undefined && (
              <Box sx={{ mt: 2 }}>
                <CopyLine label="Web address" value={url} />
              </Box>
            )}
          </Panel>
          <EntryAge service={service} />
          <Panel heading="Introduce, don’t signpost">
            <Typography>
              In a huddle, “Introduce to a service” writes this service into an action. Ring together or go along: an introduction is finished once they have met.
            </Typography>
          </Panel>
        </Stack>
      </Box>
    </Page>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <Box key={line} sx={{ whiteSpace: 'pre-wrap' }}>
      {line}
    </Box>
  ))
}

function Contact({ value, about }: { readonly value: string; readonly about: string }) {
  return (
    <Box sx={{ '& + &': { mt: 0.75 } }}>
      {value}
      {about !== '' && (
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
          {about}
        </Typography>
      )}
    </Box>
  )
}

function NoService() {
  return (
    <Page heading="No such service" windowTitle="Directory" width="reading">
      <EmptyNote action={<BackButton />}>This computer’s directory does not hold that service.</EmptyNote>
    </Page>
  )
}

function BackButton() {
  return (
    <Button variant="outlined" startIcon={<ArrowBack />} href={hashHref(routes.directory())}>
      All services
    </Button>
  )
}
