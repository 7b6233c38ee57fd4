import { Box, LinearProgress, Typography } from '@mui/material'

export interface Progress {
  readonly done: number
  readonly total: number
}

/** How far long work is: counted once its size is known. */
export function WorkProgress({ label, progress, unit = '' }: { readonly label: string; readonly progress: Progress | undefined; readonly unit?: string }) {
  const known = progress !== undefined && progress.total > 0
  return (
    <Box sx={{ mt: 1.5 }}>
      <LinearProgress aria-label={label} variant={known ? 'determinate' : 'indeterminate'} value={known ? (100 * progress.done) / progress.total : 0} />
      {known && (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {unit ? `${label}: ${progress.done}${unit}` : `${progress.done} of ${progress.total}`}
        </Typography>
      )}
    </Box>
  )
}
