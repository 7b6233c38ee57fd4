import { Box, Typography } from '@mui/material'
import type { OpenItem } from '../live/open-item.ts'
import { useReadBack } from '../live/use-live-view.ts'
import { ReadBackPanel } from '../readback/ReadBackPanel.tsx'
import { DecisionFields } from './DecisionFields.tsx'
import { DecisionFoot } from './DecisionFoot.tsx'

/** The decision: its fields while people talk, the reading-back once it is read, what was signed once it is closed. */
export function DecisionColumn(props: OpenItem) {
  const reading = useReadBack(props)
  if (reading) return <ReadBackPanel key={props.item.state} {...props} reading={reading} />
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <Typography component="h2" className="visually-hidden">
        The decision
      </Typography>
      <Box sx={{ flex: 1, px: 2.25, pt: 2, pb: 2 }}>
        <DecisionFields {...props} />
      </Box>
      <Box sx={{ position: { md: 'sticky' }, bottom: 0, zIndex: 2, px: 2.25, pb: 1.5, pt: 1, backgroundColor: 'surfaces.sunken' }}>
        <DecisionFoot {...props} />
      </Box>
    </Box>
  )
}
