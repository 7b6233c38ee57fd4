import { useColorScheme } from '@mui/material/styles'
import { useNotify } from '../Notices.tsx'
import { usePrivateScreen } from '../private-screen.tsx'
import { useDesk } from '../session-context.tsx'
import { useAppearance } from '../appearance.tsx'
import type { CommandName } from './palette-entries.ts'

/** Carries out the palette's commands. */
export function useCommands(showKeys: () => void): (name: CommandName) => void {
  const desk = useDesk()
  const notify = useNotify()
  const privateScreen = usePrivateScreen()
  const { chooseScheme } = useAppearance()
  const { mode, systemMode } = useColorScheme()
  return (name) => {
    switch (name) {
      case 'lock':
        void desk.lock()
        return
      case 'keys':
        showKeys()
        return
      case 'private-screen':
        privateScreen.set(!privateScreen.on)
        notify(privateScreen.on ? 'Private screen is off: names are shown in full.' : 'Private screen is on: lists show initials.')
        return
      case 'scheme':
        chooseScheme((mode === 'system' ? systemMode : mode) === 'dark' ? 'light' : 'dark')
    }
  }
}
