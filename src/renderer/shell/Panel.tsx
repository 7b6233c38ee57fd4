import { Box, Card, Stack, Typography } from '@mui/material'
import { useId, type ReactNode } from 'react'

interface PanelProps {
  readonly heading: string
  /** A link or button at the heading's end. */
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** One subject on a page, under a second-level heading that names the region. */
export function Panel({ heading, action, children }: PanelProps) {
  const id = useId()
  return (
    <Card component="section" aria-labelledby={id} sx={{ px: 2.5, py: 2, minWidth: 0 }}>
      <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 1, mb: 1, minHeight: 30 }}>
        <Typography variant="h2" id={id}>
          {heading}
        </Typography>
        {action}
      </Stack>
      <Box>{children}</Box>
    </Card>
  )
}
