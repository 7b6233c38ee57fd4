import { Box, Typography } from '@mui/material'
import type { LastTime } from '../../../core/doc/person-doc.ts'

const states = { done: 'Done', 'not done': 'Not done', 'to do': 'Still to do' } as const

/** What was promised last time and what came of it, before anything new is promised. */
export function LastTimeList({ lastTime }: { readonly lastTime: readonly LastTime[] }) {
  if (lastTime.length === 0) return null
  return (
    <Box component="section" aria-label="Last time" sx={{ mt: 1.5 }}>
      <Typography variant="subtitle2" component="h2" color="textSecondary">
        Last time
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {lastTime.map(({ what, owner, state, howItWent }) => (
          <Typography key={`${what}:${owner}`} component="li" variant="body2">
            {[`${states[state]}: ${what}`, howItWent].filter(Boolean).join('. ')}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {owner}
            </Box>
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
