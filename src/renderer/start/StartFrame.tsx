import { Box, Card, Typography } from '@mui/material'
import { useEffect, useRef, type ReactNode } from 'react'
import { Mark } from './Mark.tsx'

interface StartFrameProps {
  readonly heading: string
  readonly about?: ReactNode
  readonly children: ReactNode
  /** Under the card: other ways in. */
  readonly foot?: ReactNode
  readonly width?: number
}

/** One calm card in the middle of the window: what stands there before anybody is in. */
export function StartFrame({ heading, about, children, foot, width = 560 }: StartFrameProps) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${heading} · MDT Huddle`
    ref.current?.focus({ preventScroll: true })
  }, [heading])
  return (
    <Box sx={{ minHeight: '100dvh', bgcolor: 'surfaces.sunken', display: 'flex', flexDirection: 'column', alignItems: 'center', px: 2, py: { xs: 2, sm: 5 } }}>
      <Box component="header" sx={{ mb: 2.5 }}>
        <Mark />
      </Box>
      <Card component="main" sx={{ width: '100%', maxWidth: width, px: { xs: 2.5, sm: 4 }, py: { xs: 2.5, sm: 3.5 } }}>
        <Typography variant="h1" ref={ref} tabIndex={-1} sx={{ '&:focus': { outline: 'none' } }}>
          {heading}
        </Typography>
        {about !== undefined && (
          <Typography sx={{ color: 'text.secondary', mt: 0.5 }} component="div">
            {about}
          </Typography>
        )}
        <Box sx={{ mt: 2.5 }}>{children}</Box>
      </Card>
      {foot !== undefined && (
        <Box component="footer" sx={{ mt: 2, width: '100%', maxWidth: width, typography: 'body2', color: 'text.secondary', textAlign: 'center' }}>
          {foot}
        </Box>
      )}
    </Box>
  )
}
