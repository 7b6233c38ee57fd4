import { Box, Stack, Typography } from '@mui/material'
import { useEffect, useRef, type ReactNode } from 'react'

interface PageProps {
  readonly heading: string
  /** What the window is called, where the heading names somebody: a browser keeps the names of windows in its history. */
  readonly windowTitle?: string
  /** One quiet line under the heading. */
  readonly about?: ReactNode
  readonly actions?: ReactNode
  /** `reading` keeps lines short; `wide` is for tables. */
  readonly width?: 'reading' | 'wide'
  readonly children: ReactNode
}

/** A place: its heading, what can be done there, its content. Focus lands on the heading when the place opens. */
export function Page({ heading, windowTitle = heading, about, actions, width = 'wide', children }: PageProps) {
  const headingRef = useArrival(windowTitle)
  return (
    <Box sx={{ px: { xs: 2, sm: 3 }, py: { xs: 2, sm: 2.5 }, width: '100%', maxWidth: width === 'reading' ? 860 : 1240 }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1, mb: 2.5 }}>
        <Box sx={{ flex: '1 1 auto', minWidth: 0 }}>
          <Typography variant="h1" ref={headingRef} tabIndex={-1} sx={{ '&:focus': { outline: 'none' } }}>
            {heading}
          </Typography>
          {about !== undefined && (
            <Typography variant="body2" component="div" sx={{ color: 'text.secondary', mt: 0.25 }}>
              {about}
            </Typography>
          )}
        </Box>
        {actions !== undefined && (
          <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
            {actions}
          </Stack>
        )}
      </Stack>
      {children}
    </Box>
  )
}

/** Names the window after the place and moves focus to its heading, so that a screen reader says where one is. */
function useArrival(windowTitle: string) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${windowTitle} · MDT Huddle`
  }, [windowTitle])
  useEffect(() => ref.current?.focus({ preventScroll: true }), [])
  return ref
}
