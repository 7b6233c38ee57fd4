import { Box, CircularProgress, Typography } from '@mui/material'

/** Something is on its way: said in words, with a ring. */
export function QuietProgress({ children }: { readonly children: string }) {
  return (
    <Box component="output" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, p: 3, color: 'text.secondary' }}>
      <CircularProgress size={18} color="inherit" aria-hidden />
      <Typography variant="body2">{children}</Typography>
    </Box>
  )
}
