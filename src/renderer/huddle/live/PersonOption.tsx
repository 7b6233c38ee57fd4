import { Box, Typography } from '@mui/material'
import type { ComponentProps } from 'react'

/** One of the people whom a field offers: the name, and below it what tells them apart from another of that name. */
export function PersonOption({ name, besides, ...props }: ComponentProps<'li'> & { readonly name: string; readonly besides: string }) {
  return (
    <Box component="li" {...props}>
      <Box>
        {name}
        <Typography variant="caption" component="div" color="textSecondary">
          {besides}
        </Typography>
      </Box>
    </Box>
  )
}
