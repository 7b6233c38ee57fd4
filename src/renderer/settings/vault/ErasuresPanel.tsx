import { Typography } from '@mui/material'
import { ReceiptNote } from '../../person/erase/ReceiptNote.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { useReading } from '../../shell/use-reading.ts'

/** The receipts of everybody who was erased here; there is no panel while there are none. */
export function ErasuresPanel() {
  const { value: receipts = [], problem } = useReading(useDesk().erasures)
  if (receipts.length === 0 && !problem) return null
  return (
    <Panel heading="Erased for good">
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        Receipts of people who were erased here. They say nothing of who the people were.
      </Typography>
      <ProblemNote problem={problem} />
      {receipts.map((receipt) => (
        <ReceiptNote key={receipt.id} receipt={receipt} />
      ))}
    </Panel>
  )
}
