import { Box, Typography } from '@mui/material'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { itemStateInWords } from '../live/words.ts'

/** What became of everybody on the agenda. */
export function OutcomesList({ agenda }: { readonly agenda: readonly AgendaItem[] }) {
  return (
    <Box component="ul" aria-label="What came of it" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {agenda.map((item) => (
        <Typography key={item.id} component="li" sx={{ py: 0.5, display: 'flex', gap: 1.5 }}>
          <Box component="span" sx={{ fontWeight: 600, minWidth: 56 }}>
            {item.initials}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {itemStateInWords(item)}
          </Box>
        </Typography>
      ))}
    </Box>
  )
}
