import { Alert, AlertTitle, Box, Button, Stack } from '@mui/material'
import { devicesOf } from '../../core/model/roster.ts'
import { useNotify } from '../shell/Notices.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { Digits } from './Digits.tsx'

/** Another team has this device on its roster: whose it is, and the two answers. Nothing changes before. */
export function OfferNote() {
  const { rosters } = useDesk()
  const notify = useNotify()
  const offer = useObservable(rosters.offer)
  const { attempt, busy, problem } = useAttempt()
  if (!offer) return null
  const lead = devicesOf(offer).find(({ device }) => device === offer.signer)
  return (
    <Alert severity="info" variant="outlined" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
      <AlertTitle sx={{ mb: 0.25 }}>
        {lead?.name ?? 'Somebody'} has put you on the roster of {offer.team.name}
      </AlertTitle>
      <Box component="p" sx={{ m: 0 }}>
        Joining makes it your team here: you come into its huddles without knocking. Your own people, huddles and outcomes stay.
        Compare these digits with {lead?.name ?? 'them'} first; their app shows them under “My staff card”.
      </Box>
      {lead && (
        <Box sx={{ my: 1 }}>
          <Digits card={lead} />
        </Box>
      )}
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        <Button
          variant="contained"
          size="small"
          disabled={busy}
          onClick={() =>
            void attempt(async () => {
              await rosters.accept()
              notify(`You are in ${offer.team.name}.`)
            })
          }
        >
          Join {offer.team.name}
        </Button>
        <Button size="small" disabled={busy} onClick={rosters.decline}>
          Not now
        </Button>
      </Stack>
    </Alert>
  )
}
