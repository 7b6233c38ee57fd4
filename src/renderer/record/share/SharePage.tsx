import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import type { FiledOutcome } from '../../../core/model/filed-outcome.ts'
import { recipient as recipientParser, type Recipient } from '../../../core/model/recipient.ts'
import { usualSections, type OptionalSection } from '../../../core/session/outcome-reading.ts'
import { Page } from '../../shell/Page.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { PersonBanner } from '../../shell/PersonBanner.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { NoOutcome } from '../NoOutcome.tsx'
import { Replacements } from '../Replacements.tsx'
import { MarksPanel } from './MarksPanel.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { RecipientFields, type RecipientDraft } from './RecipientFields.tsx'
import { SectionsField } from './SectionsField.tsx'

/** Who gets an outcome, and exactly what of it: looked at before anything leaves. */
export default function SharePage({ id }: { readonly id: string }) {
  const found = useObservable(useDesk().outcomes).find((each) => each.id === id)
  return found ? <ShareOf filed={found} /> : <NoOutcome />
}

function ShareOf({ filed }: { readonly filed: FiledOutcome }) {
  const server = useObservable(useDesk().leaving.server)
  const [draft, setDraft] = useState<RecipientDraft>({ kind: 'gp', organisation: 'Council', name: '' })
  const [sections, setSections] = useState<readonly OptionalSection[]>(usualSections.gp)
  const to = readRecipient(draft, server?.name)
  const changeDraft = (next: RecipientDraft) => {
    setDraft(next)
    if (next.kind !== draft.kind) setSections(usualSections[next.kind])
  }
  return (
    <>
      <PersonBanner person={filed.outcome.person} />
      <Page
        heading="Share an outcome"
        about="Nothing leaves before you have seen exactly what it is. The signed outcome stays as it is, whole, in the record."
        actions={
          <Button variant="outlined" href={hashHref(routes.outcome(filed.id))}>
            Back to the outcome
          </Button>
        }
      >
        <Replacements outcome={filed.outcome} />
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 2fr) minmax(0, 3fr)' }, alignItems: 'start', gridTemplateRows: { md: 'auto 1fr' } }}>
          <Stack spacing={2} sx={{ minWidth: 0 }}>
            <Panel heading="Who gets it">
              <RecipientFields draft={draft} onChange={changeDraft} server={server?.name} />
            </Panel>
            <Panel heading="What they need">
              <SectionsField kind={draft.kind} chosen={sections} onChange={setSections} />
            </Panel>
          </Stack>
          <Box sx={{ gridColumn: { md: 2 }, gridRow: { md: '1 / span 2' }, minWidth: 0 }}>
            <PreviewPanel filed={filed} to={to} sections={sections} />
          </Box>
          <MarksPanel filed={filed} />
        </Box>
      </Page>
    </>
  )
}

function readRecipient({ kind, organisation, name }: RecipientDraft, server: string | undefined): Recipient | undefined {
  const whole = kind === 'gp' ? { kind, name } : kind === 'organisation' ? { kind, organisation, name } : { kind, name: server ?? '' }
  return recipientParser.safeParse(whole).data
}
