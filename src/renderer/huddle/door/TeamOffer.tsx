import { Box } from '@mui/material'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { OfferNote } from '../../team/OfferNote.tsx'

/** A roster that came over in this huddle, with this device on it. */
export function TeamOffer() {
  const offer = useObservable(useDesk().rosters.offer)
  return (
    offer && (
      <Box sx={{ p: 1.5, pb: 0 }}>
        <OfferNote />
      </Box>
    )
  )
}
