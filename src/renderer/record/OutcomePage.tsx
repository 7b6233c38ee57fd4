import { Box, Button, Stack, Typography } from '@mui/material'
import { useEffect } from 'react'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { FiledOutcome } from '../../core/model/filed-outcome.ts'
import { outcomeSections } from '../../core/session/outcome-reading.ts'
import { PersonBanner } from '../shell/PersonBanner.tsx'
import { Page } from '../shell/Page.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { AmendOutcome } from './AmendOutcome.tsx'
import { AnswerLate } from './AnswerLate.tsx'
import { LateAnswers } from './LateAnswers.tsx'
import { Replacements } from './Replacements.tsx'
import { OutcomeSection } from './OutcomeSection.tsx'
import { WhereItWent } from './share/WhereItWent.tsx'
import { NoOutcome } from './NoOutcome.tsx'

/** One outcome, as it was signed: it is read here, and never edited. */
export default function OutcomePage({ id }: { readonly id: string }) {
  const desk = useDesk()
  const found = useObservable(desk.outcomes).find((each) => each.id === id)
  return found ? <OutcomeOf filed={found} /> : <NoOutcome />
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
          <>
            <Button variant="contained" href={hashHref(routes.letter(outcome.id))}>
              Write to the person
            </Button>
            <Button variant="outlined" href={hashHref(routes.share(outcome.id))}>
              Share it
            </Button>
            <Button variant="outlined" href={hashHref(routes.person(outcome.person.id))}>
              The person’s page
            </Button>
          </>
        }
      >
        <Replacements outcome={outcome} />
        <Stack spacing={2.5}>
          {outcomeSections(outcome, answers).map((section) => (
            <OutcomeSection key={section.key} section={section} />
          ))}
          <LateAnswers late={filed.late ?? []} />
          <AnswerLate filed={filed} />
          <AmendOutcome filed={filed} />
          <WhereItWent outcome={outcome.id} />
        </Stack>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 3, overflowWrap: 'anywhere' }}>
          Outcome {outcome.id} · times by {outcome.clock}
        </Typography>
      </Page>
    </>
  )
}

function FilingLine({ filed: { receipt, told } }: { readonly filed: FiledOutcome }) {
  const place = receipt ?? told
  if (!place) return <>not in the record yet: it waits to be filed</>
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      filed {clinicalDateTime(place.at)} in {place.folder}, ledger line {place.ledgerLine}
      {!receipt && ', with an answer that has not come to this computer: it is shown here without'}
    </Box>
  )
}

/** Opening an outcome opens the person's record, so the audit hears of it. */
function useViewed({ id }: FiledOutcome): void {
  const desk = useDesk()
  useEffect(() => void desk.viewOutcome(id), [desk, id])
}
