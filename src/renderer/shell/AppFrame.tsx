import { Box, Button, Stack, useMediaQuery } from '@mui/material'
import { lazy, Suspense, useCallback, useRef, useState, type ReactNode } from 'react'
import { AutoLock } from './lock/AutoLock.tsx'
import { BottomBar } from './BottomBar.tsx'
import { lowWindow } from './component-defaults.ts'
import { places } from './places.ts'
import { PracticeMark } from './PracticeMark.tsx'
import { Rail } from './Rail.tsx'
import { useDesk } from './session-context.tsx'
import { StatusFrame } from './StatusBar.tsx'
import { TroubleNote } from './TroubleNote.tsx'
import { useGlobalKeys } from './use-global-keys.ts'
import { useObservable } from './use-observable.ts'

const CommandPalette = lazy(() => import('./palette/CommandPalette.tsx'))
const KeysDialog = lazy(() => import('./KeysDialog.tsx'))

type Overlay = 'none' | 'palette' | 'keys'

/** Everything around a place: the rail or the bottom bar, the practice mark, the status bar, the palette and the keys. */
export function AppFrame({ children }: { readonly children: ReactNode }) {
  const desk = useDesk()
  const { team } = useObservable(desk.profile)
  const narrow = useMediaQuery((theme) => theme.breakpoints.down('sm'))
  const main = useRef<HTMLElement>(null)
  const [overlay, setOverlay] = useState<Overlay>('none')
  const find = useCallback(() => setOverlay('palette'), [])
  const close = useCallback(() => setOverlay('none'), [])
  const lock = useCallback(() => void desk.lock('everywhere').catch(() => undefined), [desk])
  useGlobalKeys({
    find: () => !desk.guest && find(),
    showKeys: () => setOverlay('keys'),
    lock,
  })

  const shown = places.filter(({ forGuests }) => forGuests || !desk.guest)
  const navigation = { places: shown, guest: desk.guest, onFind: find, onLock: lock }
  return (
    <Stack sx={{ height: '100dvh', [lowWindow]: { height: 'auto', minHeight: '100dvh' }, bgcolor: 'background.default' }}>
      <SkipLink onSkip={() => main.current?.focus()} />
      {team.practice && <PracticeMark />}
      <StatusFrame onFind={desk.guest ? undefined : find}>
        <Stack direction="row" sx={{ flex: 1, minHeight: 0 }}>
          {!narrow && <Rail {...navigation} />}
          {/* What the keyboard goes up to is not left beneath what stays in view at the top. */}
          <Box component="main" id="main" ref={main} tabIndex={-1} sx={{ flex: 1, minWidth: 0, overflow: 'auto', scrollPaddingTop: { xs: '136px', md: '64px' }, [lowWindow]: { overflow: 'visible' }, '&:focus': { outline: 'none' } }}>
            <TroubleNote />
            <AutoLock />
            {children}
          </Box>
        </Stack>
      </StatusFrame>
      {narrow && <BottomBar {...navigation} />}
      <Suspense>
        {overlay === 'palette' && <CommandPalette onClose={close} onShowKeys={() => setOverlay('keys')} />}
        {overlay === 'keys' && <KeysDialog open onClose={close} />}
      </Suspense>
    </Stack>
  )
}

function SkipLink({ onSkip }: { readonly onSkip: () => void }) {
  return (
    <Button
      variant="contained"
      onClick={onSkip}
      sx={{ position: 'absolute', zIndex: 'tooltip', top: 8, left: 8, '&:not(:focus)': { clipPath: 'inset(50%)', width: '1px', height: '1px', minWidth: 0, minHeight: 0, p: 0, overflow: 'hidden' } }}
    >
      Skip to the content
    </Button>
  )
}
