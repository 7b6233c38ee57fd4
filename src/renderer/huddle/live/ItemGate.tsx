import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** What stands where a discussion would, in one quiet sentence. */
export function ItemGate({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="output" sx={{ display: 'block', px: { xs: 2, sm: 3 }, py: 4, maxWidth: 560 }}>
      <Typography color="textSecondary">{children}</Typography>
    </Box>
  )
}
