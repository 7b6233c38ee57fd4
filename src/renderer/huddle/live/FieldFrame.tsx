import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

interface FieldFrameProps {
  readonly label: string
  readonly labelId: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** A quiet label over what belongs to it, read out as a group. */
export function FieldFrame({ label, labelId, children, action }: FieldFrameProps) {
  return (
    <Box component="fieldset" aria-labelledby={labelId} sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', minHeight: 24 }}>
        <Typography id={labelId} variant="subtitle2" component="div" color="textSecondary">
          {label}
        </Typography>
        {action}
      </Box>
      {children}
    </Box>
  )
}
