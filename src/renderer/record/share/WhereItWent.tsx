import { Box, Typography } from '@mui/material'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import type { OutcomeId } from '../../../core/model/ids.ts'
import { recipientInWords } from '../../../core/model/recipient.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

/** Who has had this outcome or a letter about it, newest first; nothing where nobody has. */
export function WhereItWent({ outcome }: { readonly outcome: OutcomeId }) {
  const went = useObservable(useDesk().leaving.disclosures).filter((each) => each.outcome === outcome)
  if (went.length === 0) return null
  return (
    <Box component="section" aria-labelledby="where-it-went">
      <Typography id="where-it-went" component="h2" variant="subtitle2" sx={{ color: 'text.secondary', mb: 0.25 }}>
        Where it went
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {went.map(({ id, what, to, way, allowedBy, by, at, ledger }) => (
          <Typography component="li" key={id} sx={{ overflowWrap: 'anywhere' }}>
            {what === 'letter' ? 'A letter' : 'The outcome'} to {recipientInWords(to)}, {way}, {clinicalDateTime(at)}, by {by}
            <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
              Ground: {allowedBy}. {ledger.kind === 'placed' ? `Ledger line ${ledger.line}.` : 'It waits to be written into the ledger.'}
            </Typography>
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
