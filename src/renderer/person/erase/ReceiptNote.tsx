import { Box } from '@mui/material'
import { clinicalDateTime } from '../../../core/model/dates.ts'
import { receiptNumber, standingInWords, type ErasureReceipt } from '../../../core/model/erasure.ts'
import { Facts } from '../../shell/Facts.tsx'
import { Points } from './Points.tsx'

/** What is kept of an erasure. */
export function ReceiptNote({ receipt }: { readonly receipt: ErasureReceipt }) {
  const { at, by, because, rows, stands } = receipt
  return (
    <Box sx={{ '& + &': { mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' } }}>
      <Facts
        facts={[
          ['Receipt', receiptNumber(receipt)],
          ['Erased', clinicalDateTime(at)],
          ['By', by],
          ['Because', because],
          ['Entries', `${rows.toLocaleString('en-GB')}, with the key that opened them`],
          ...(stands.length > 0 ? [['In the record', <Points key="stands" points={stands.map(standingInWords)} />] as const] : []),
        ]}
      />
    </Box>
  )
}
