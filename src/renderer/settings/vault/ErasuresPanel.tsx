import { Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import type { ErasureReceipt } from '../../../core/model/erasure.ts'
import { ReceiptNote } from '../../person/erase/ReceiptNote.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { useDesk } from '../../shell/session-context.tsx'

/** The receipts of everybody who was erased here; there is no panel while there are none. */
export function ErasuresPanel() {
  const desk = useDesk()
  const [receipts, setReceipts] = useState<readonly ErasureReceipt[]>([])
  useEffect(() => {
    void desk.erasures().then(setReceipts, () => undefined)
  }, [desk])
  if (receipts.length === 0) return null
  return (
    <Panel heading="Erased for good">
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        Receipts of people who were erased here. They say nothing of who the people were.
      </Typography>
      {receipts.map((receipt) => (
        <ReceiptNote key={receipt.id} receipt={receipt} />
      ))}
    </Panel>
  )
}
