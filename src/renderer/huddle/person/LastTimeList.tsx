import { Box, Typography } from '@mui/material'
import type { AskedLastTime } from '../../../core/doc/asked-last-time.ts'
import { keyed } from '../../shell/keyed.ts'

const states = { done: 'Done', 'not done': 'Not done', 'to do': 'Still to do' } as const

/** What was promised last time and what came of it, before anything new is promised. */
export function LastTimeList({ lastTime: { asked, more } }: { readonly lastTime: AskedLastTime }) {
  if (asked.length === 0) return null
  return (
    <Box component="section" aria-label="Last time" sx={{ mt: 1.5 }}>
      <Typography variant="subtitle2" component="h2" color="textSecondary">
        Last time
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {keyed(asked, ({ what, owner }) => `${what}:${owner}`).map(({ key, item: { what, owner, state, howItWent } }) => (
          <Typography key={key} component="li" variant="body2">
            {[`${states[state]}: ${what}`, howItWent].filter(Boolean).join('. ')}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {owner}
            </Box>
          </Typography>
        ))}
      </Box>
      {more > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {more.toLocaleString('en-GB')} more {more === 1 ? 'is' : 'are'} not listed here: what is still to do stands among the person’s actions.
        </Typography>
      )}
    </Box>
  )
}
