import { useColorScheme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'

export type ContrastChoice = 'system' | 'more'
export type SchemeChoice = 'system' | 'light' | 'dark'

interface Appearance {
  readonly scheme: SchemeChoice
  readonly chooseScheme: (choice: SchemeChoice) => void
  readonly contrast: ContrastChoice
  readonly chooseContrast: (choice: ContrastChoice) => void
}

const AppearanceContext = createContext<Appearance | undefined>(undefined)
const contrastKey = 'mdt-contrast'

/** Follows the system's light or dark and its wish for more contrast, unless the person has chosen for this computer. */
export function AppearanceProvider({ children }: { readonly children: ReactNode }) {
  const { mode, setMode, setColorScheme } = useColorScheme()
  const [contrast, setContrast] = useState(readContrast)
  const systemWantsMore = useMediaQuery('(prefers-contrast: more)')
  const more = contrast === 'more' || systemWantsMore

  useEffect(() => {
    setColorScheme(more ? { light: 'lightContrast', dark: 'darkContrast' } : { light: 'light', dark: 'dark' })
  }, [more, setColorScheme])

  const appearance = useMemo<Appearance>(
    () => ({
      scheme: mode ?? 'system',
      chooseScheme: setMode,
      contrast,
      chooseContrast(choice) {
        localStorage.setItem(contrastKey, choice)
        setContrast(choice)
      },
    }),
    [mode, setMode, contrast],
  )
  return <AppearanceContext value={appearance}>{children}</AppearanceContext>
}

const readContrast = (): ContrastChoice => (localStorage.getItem(contrastKey) === 'more' ? 'more' : 'system')

export function useAppearance(): Appearance {
  const appearance = use(AppearanceContext)
  if (!appearance) throw new Error('useAppearance needs an AppearanceProvider above it')
  return appearance
}
