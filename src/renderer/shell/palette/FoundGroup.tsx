import { Box, ListSubheader } from '@mui/material'
import type { ReactNode } from 'react'

/** One kind of thing found. A list box may hold groups of options and nothing else, so the list's own items are no items here. */
export function FoundGroup({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Box component="li" role="presentation">
      <ListSubheader component="div" aria-hidden sx={{ lineHeight: 2.4 }}>
        {name}
      </ListSubheader>
      <Box component="fieldset" aria-label={name} sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
        {children}
      </Box>
    </Box>
  )
}
