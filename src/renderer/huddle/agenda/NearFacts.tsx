import { Box, Typography } from '@mui/material'
import type { NearPoint } from '../../../core/session/live-huddle.ts'

/** What to read to a colleague on the same network: where the huddle answers, and its short code. */
export function NearFacts({ near: { addresses, code, announced } }: { readonly near: NearPoint }) {
  return (
    <Box sx={{ p: 2, borderRadius: 1.5, bgcolor: 'surfaces.sunken' }}>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 2, rowGap: 0.5, alignItems: 'baseline' }}>
        <Typography component="dt" variant="body2" color="textSecondary">
          Address
        </Typography>
        <Box component="dd" sx={{ m: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
          {addresses.join(' or ')}
        </Box>
        <Typography component="dt" variant="body2" color="textSecondary">
          Short code
        </Typography>
        <Box component="dd" sx={{ m: 0, fontWeight: 600, fontSize: '1.25rem', letterSpacing: '0.08em', fontVariantNumeric: 'tabular-nums' }}>
          {code}
        </Box>
      </Box>
      <Typography variant="body2" sx={{ mt: 1 }}>
        {announced === false
          ? 'This network takes no announcements, so colleagues type these two under “Huddles found near you”.'
          : 'Colleagues on this network see the huddle under “Huddles found near you”, or type these two there.'}{' '}
        They are no secret: what they lead to opens at your team’s devices alone.
      </Typography>
    </Box>
  )
}
