import { Box, Typography } from '@mui/material'
import type { ComponentProps } from 'react'
import type { NamedPerson } from '../../../core/model/decision.ts'

/** One of the people whom a field offers: the name, and the role below it. */
export function PersonOption({ person, ...props }: ComponentProps<'li'> & { readonly person: NamedPerson }) {
  return (
    <Box component="li" {...props}>
      <Box>
        {person.name}
        <Typography variant="caption" component="div" color="textSecondary">
          {person.role}
        </Typography>
      </Box>
    </Box>
  )
}
