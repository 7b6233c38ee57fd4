import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { initialsOf } from '../../core/model/team.ts'

interface PrivateScreen {
  /** While on, lists and the palette show initials in place of people's names: others can see this screen. */
  readonly on: boolean
  readonly set: (on: boolean) => void
  /** `Declan Osei`, or `D.O.` while the screen is private. */
  readonly shown: (name: string) => string
}

const PrivateScreenContext = createContext<PrivateScreen | undefined>(undefined)
const key = 'mdt-private-screen'

export function PrivateScreenProvider({ children }: { readonly children: ReactNode }) {
  const [on, setOn] = useState(() => sessionStorage.getItem(key) === 'on')
  const value = useMemo<PrivateScreen>(
    () => ({
      on,
      set(next) {
        sessionStorage.setItem(key, next ? 'on' : 'off')
        setOn(next)
      },
      shown: (name) => (on ? dotted(name) : name),
    }),
    [on],
  )
  return <PrivateScreenContext value={value}>{children}</PrivateScreenContext>
}

const dotted = (name: string): string => Array.from(initialsOf(name), (letter) => `${letter}.`).join(' ')

export function usePrivateScreen(): PrivateScreen {
  const value = use(PrivateScreenContext)
  if (!value) throw new Error('usePrivateScreen needs a PrivateScreenProvider above it')
  return value
}
