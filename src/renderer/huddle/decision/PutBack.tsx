import { Box, Button, Typography } from '@mui/material'
import { useCatchLostFocus } from '../live/use-focus.ts'

export interface Removed {
  readonly what: string
  readonly putBack: () => void
}

/** What was just taken away, and how to have it back. */
export function PutBack({ removed, onDone }: { readonly removed: Removed; readonly onDone: () => void }) {
  const note = useCatchLostFocus<HTMLDivElement>()
  return (
    <Box ref={note} tabIndex={-1} sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5 }}>
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
