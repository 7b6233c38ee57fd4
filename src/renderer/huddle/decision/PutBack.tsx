import { Box, Button, Typography } from '@mui/material'

export interface Removed {
  readonly what: string
  readonly putBack: () => void
}

/** What was just taken away, and how to have it back. */
export function PutBack({ removed, onDone }: { readonly removed: Removed | undefined; readonly onDone: () => void }) {
  if (!removed) return null
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5 }}>
      <Typography variant="body2" color="textSecondary">
        {removed.what} removed.
      </Typography>
      <Button
        size="small"
        onClick={() => {
          removed.putBack()
          onDone()
        }}
      >
        Put it back
      </Button>
    </Box>
  )
}
