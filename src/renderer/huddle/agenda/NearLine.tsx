import { Box, Typography } from '@mui/material'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from '../live/live-context.ts'

/** While the huddle answers its local network: where, and the code to say. */
export function NearLine() {
  const near = useObservable(useLive().colleagues)?.near
  if (!near) return null
  return (
    <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }}>
      For colleagues on this network: {near.addresses[0]}, code{' '}
      <Box component="strong" sx={{ whiteSpace: 'nowrap' }}>
        {near.code}
      </Box>
    </Typography>
  )
}
