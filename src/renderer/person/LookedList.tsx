import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import type { AuditEntry } from '../../core/model/audit.ts'
import { clinicalDateTime } from '../../core/model/dates.ts'

const shownAtFirst = 5

/** Who opened this page or changed something, newest first. */
export function LookedList({ looked }: { readonly looked: readonly AuditEntry[] }) {
  const [all, setAll] = useState(false)
  return (
    <>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {looked.slice(0, all ? undefined : shownAtFirst).map(({ at, by, detail }) => (
          <Typography component="li" variant="body2" key={`${at}:${by}:${detail}`} sx={{ py: 0.25 }}>
            {clinicalDateTime(at)} · {by} · {detail}
          </Typography>
        ))}
      </Box>
      {!all && looked.length > shownAtFirst && <Button onClick={() => setAll(true)}>Show all {looked.length}</Button>}
    </>
  )
}
