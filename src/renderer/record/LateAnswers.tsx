import { Box, Typography } from '@mui/material'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { KeptLateAnswer } from '../../core/model/filed-outcome.ts'

/** What was answered after the outcome had been filed: each by name, with its place in the ledger. */
export function LateAnswers({ late }: { readonly late: readonly KeptLateAnswer[] }) {
  if (late.length === 0) return null
  return (
    <Box component="section" aria-labelledby="late-answers">
      <Typography id="late-answers" component="h2" variant="subtitle2" sx={{ color: 'text.secondary', mb: 0.25 }}>
        Answered since it was filed
      </Typography>
      {late.map(({ given, receipt }) => (
        <Typography key={`${given.card.device}:${given.kind}`} sx={{ overflowWrap: 'anywhere' }}>
          {given.card.name} {given.kind === 'signed' ? 'signed' : 'declined to sign'}, {clinicalDateTime(given.at)}
          {given.kind === 'declined' && `: “${given.because}”`}
          {receipt ? ` · ledger line ${receipt.ledgerLine}` : ' · the computer of the huddle’s chair adds it to the record'}
        </Typography>
      ))}
    </Box>
  )
}
