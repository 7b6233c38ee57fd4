import { Box, Button, Link, Stack, Typography } from '@mui/material'
import { clinicalDateTime, instantOf } from '../../core/model/dates.ts'
import type { Delivery } from '../../core/model/leaving.ts'
import { bannerName, personInitials } from '../../core/model/person.ts'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** What is on its way to the record system, what it said, and where it keeps what it has. */
export function DeliveriesPanel() {
  const deliveries = useObservable(useDesk().leaving.deliveries)
  if (deliveries.length === 0) return null
  return (
    <Panel heading={`Sent to the record system · ${deliveries.length}`}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </Box>
    </Panel>
  )
}

function DeliveryRow({ delivery }: { readonly delivery: Delivery }) {
  const { leaving, outcome } = useDesk()
  const { on } = usePrivateScreen()
  const { busy, problem, attempt } = useAttempt()
  const { id, server, at, by, state } = delivery
  const person = outcome(delivery.outcome)?.outcome.person
  const pending = state.kind === 'waiting' || state.kind === 'refused'
  return (
    <Box component="li" sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 2, alignItems: 'flex-start', justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0, flex: '1 1 320px', overflowWrap: 'anywhere' }}>
          <Typography>
            <Link href={hashHref(routes.outcome(delivery.outcome))}>{person ? (on ? personInitials(person) : bannerName(person)) : 'An outcome'}</Link> to {server.name}
          </Typography>
          <StateWords state={state} />
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            Asked for {clinicalDateTime(at)}, by {by}
          </Typography>
        </Box>
        {pending && (
          <Stack direction="row" spacing={1}>
            <Button variant="outlined" loading={busy} onClick={() => void attempt(() => leaving.tryAgain(id))}>
              Try now
            </Button>
            <Button disabled={busy} onClick={() => void attempt(() => leaving.takeBack(id))}>
              Take it back
            </Button>
          </Stack>
        )}
      </Stack>
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Box>
  )
}

function StateWords({ state }: { readonly state: Delivery['state'] }) {
  switch (state.kind) {
    case 'waiting':
      return (
        <Typography variant="body2">
          Waiting{state.said ? `: ${state.said}` : ' to go'}
          {state.notBefore > 0 && ` Next try ${clinicalDateTime(instantOf(state.notBefore))}.`} Nothing is lost.
        </Typography>
      )
    case 'refused':
      return (
        <>
          <Typography variant="body2">Refused {clinicalDateTime(state.at)}. It is kept here, and nothing is lost.</Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {state.said.map((sentence, index) => (
              <Typography component="li" variant="body2" key={`${index}:${sentence}`}>
                {sentence}
              </Typography>
            ))}
          </Box>
        </>
      )
    case 'received':
      return (
        <Typography variant="body2">
          Received {clinicalDateTime(state.receipt.at)}{state.receipt.hadIt && ', which had it already'}: {state.receipt.location}
          {state.receipt.etag && `, version ${state.receipt.etag}`}
        </Typography>
      )
    case 'taken-back':
      return <Typography variant="body2">Taken back {clinicalDateTime(state.at)}</Typography>
  }
}
