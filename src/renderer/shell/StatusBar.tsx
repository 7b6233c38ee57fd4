import { Box, Button, Stack } from '@mui/material'
import { createContext, use, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { usePrivateScreen } from './private-screen.tsx'

const SlotContext = createContext<HTMLElement | null>(null)

/** Puts a place's own line (what is saved, with whom it is shared) into the status bar at the foot of the window. */
export function StatusLine({ children }: { readonly children: ReactNode }) {
  const slot = use(SlotContext)
  return slot ? createPortal(children, slot) : null
}

interface StatusFrameProps {
  readonly children: ReactNode
  readonly onFind: (() => void) | undefined
}

/** Everything above the status bar, and the bar itself. */
export function StatusFrame({ children, onFind }: StatusFrameProps) {
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const privateScreen = usePrivateScreen()
  return (
    <SlotContext value={slot}>
      {children}
      <Stack
        component="footer"
        aria-label="Status"
        direction="row"
        sx={{ borderTop: 1, borderColor: 'divider', px: 2, minHeight: 34, alignItems: 'center', gap: 2, typography: 'caption', color: 'text.secondary' }}
      >
        <Box ref={setSlot} sx={{ flex: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2.5 }} />
        <StatusButton onClick={() => privateScreen.set(!privateScreen.on)} pressed={privateScreen.on}>
          Private screen {privateScreen.on ? 'on' : 'off'}
        </StatusButton>
        {onFind && (
          <Box sx={{ display: { xs: 'none', sm: 'block' } }}>
            <StatusButton onClick={onFind}>Find · Ctrl K</StatusButton>
          </Box>
        )}
      </Stack>
    </SlotContext>
  )
}

function StatusButton({ onClick, pressed, children }: { readonly onClick: () => void; readonly pressed?: boolean; readonly children: ReactNode }) {
  return (
    <Button
      size="small"
      color="inherit"
      onClick={onClick}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      sx={{ minHeight: 26, py: 0, px: 1, font: 'inherit', whiteSpace: 'nowrap' }}
    >
      {children}
    </Button>
  )
}
