import { Box, Typography } from '@mui/material'
import type { OpenItem } from '../live/open-item.ts'
import { useReadBack } from '../live/use-live-view.ts'
import { useCatchLostFocus } from '../live/use-focus.ts'
import { ReadBackPanel } from '../readback/ReadBackPanel.tsx'
import { DecisionFields } from './DecisionFields.tsx'
import { DecisionFoot } from './DecisionFoot.tsx'

/** The fields, and at their foot what is still missing. */
function OpenDecision(props: OpenItem) {
  const start = useCatchLostFocus<HTMLDivElement>()
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: { xs: '100%', md: 0 }, height: { md: '100%' } }}>
      <Typography component="h2" className="visually-hidden">
        The decision
      </Typography>
      {/* The fields scroll by themselves, so that the foot stays in view and never lies over the field that has the keyboard. */}
      <Box ref={start} tabIndex={-1} sx={{ flex: 1, minHeight: 0, overflowY: { md: 'auto' }, px: 2.25, pt: 2, pb: 2, '&:focus-visible': { outlineOffset: '-2px' } }}>
        <DecisionFields {...props} />
      </Box>
      <Box sx={{ px: 2.25, pb: 1.5, pt: 1 }}>
        <DecisionFoot {...props} />
      </Box>
    </Box>
  )
}

/** The decision: its fields while people talk, the reading-back once it is read, what was signed once it is closed. */
export function DecisionColumn(props: OpenItem) {
  const reading = useReadBack(props)
  return reading ? <ReadBackPanel key={props.item.state} {...props} reading={reading} /> : <OpenDecision {...props} />
}
