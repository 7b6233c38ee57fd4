import { Box } from '@mui/material'
import { QuietProgress } from '../shell/QuietProgress.tsx'

export function Starting() {
  return (
    <Box component="main" sx={{ display: 'grid', placeItems: 'center', minHeight: '100dvh', bgcolor: 'surfaces.sunken' }}>
      <QuietProgress>Starting</QuietProgress>
    </Box>
  )
}
