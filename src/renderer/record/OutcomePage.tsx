import { Box, Button, Link, Stack, Typography } from '@mui/material'
import { useEffect } from 'react'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { FiledOutcome } from '../../core/model/filed-outcome.ts'
import type { OutcomeId } from '../../core/model/ids.ts'
import { outcomeSections } from '../../core/session/outcome-reading.ts'
import { PersonBanner } from '../shell/PersonBanner.tsx'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Page } from '../shell/Page.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { OutcomeSection } from './OutcomeSection.tsx'

/** One outcome, as it was signed: it is read here, and never edited. */
export default function OutcomePage({ id }: { readonly id: string }) {
  const desk = useDesk()
  const found = useObservable(desk.outcomes).find((each) => each.id === id)
  if (!found) {
    return (
      <Page heading="Outcome">
        <EmptyNote
          action={
            <Button variant="contained" href={hashHref(routes.record())}>
              See the record
            </Button>
          }
        >
          This computer does not hold that outcome. It may stand in a colleague’s records folder.
        </EmptyNote>
      </Page>
    )
  }
  return <OutcomeOf filed={found} />
}

function OutcomeOf({ filed }: { readonly filed: FiledOutcome }) {
  const { outcome, answers } = filed
  useViewed(filed)
  return (
    <>
      <PersonBanner person={outcome.person} />
      <Page
        width="reading"
        heading={`Outcome of ${outcome.huddle.title}`}
        windowTitle="Outcome"
        about={
          <>
            Read back {clinicalDateTime(outcome.readBackAt)} · <FilingLine filed={filed} />
          </>
        }
        actions={
          <Button variant="outlined" href={hashHref(routes.person(outcome.person.id))}>
            The person’s page
          </Button>
        }
      >
        <ReplacedBy id={outcome.id} />
        <Stack spacing={2.5}>
          {outcomeSections(outcome, answers).map((section) => (
            <OutcomeSection key={section.key} section={section} />
          ))}
        </Stack>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 3, overflowWrap: 'anywhere' }}>
          Outcome {outcome.id} · times by {outcome.clock}
        </Typography>
      </Page>
    </>
  )
}

function FilingLine({ filed: { receipt } }: { readonly filed: FiledOutcome }) {
  if (!receipt) return <>not in the record yet: it waits to be filed</>
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      filed {clinicalDateTime(receipt.at)} in {receipt.folder}, ledger line {receipt.ledgerLine}
    </Box>
  )
}

function ReplacedBy({ id }: { readonly id: OutcomeId }) {
  const newer = useObservable(useDesk().outcomes).find(({ outcome }) => outcome.replaces?.outcome === id)
  if (!newer) return null
  return (
    <Typography sx={{ mb: 2 }}>
      A later outcome replaces this one. <Link href={hashHref(routes.outcome(newer.id))}>Read the later one</Link>
    </Typography>
  )
}

/** Opening an outcome opens the person's record, so the audit hears of it. */
function useViewed({ id }: FiledOutcome): void {
  const desk = useDesk()
  useEffect(() => void desk.viewOutcome(id), [desk, id])
}
