import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** What stands where a list would: one sentence on what to do next, and the one button that does it. */
export function EmptyNote({ children, action }: { readonly children: string; readonly action?: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, py: 1 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary', flex: '1 1 220px' }}>
        {children}
      </Typography>
      {action}
    </Box>
  )
}
