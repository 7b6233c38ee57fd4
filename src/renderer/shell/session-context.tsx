import { createContext, use, type ReactNode } from 'react'
import type { Desk, Session } from '../../core/session/session.ts'
import { useObservable } from './use-observable.ts'

const SessionContext = createContext<Session | undefined>(undefined)

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a SessionProvider above it')
  return session
}

const DeskContext = createContext<Desk | undefined>(undefined)

/** Shows `children` with the desk while the vault is open, and `otherwise` while it is not. */
export function DeskProvider({ children, otherwise }: { readonly children: ReactNode; readonly otherwise: ReactNode }) {
  const phase = useObservable(useSession().phase)
  return phase.kind === 'open' ? <DeskContext value={phase.desk}>{children}</DeskContext> : otherwise
}

/** The open desk; only for what stands inside the app proper, where there always is one. */
export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('useDesk is for components that are shown only while the vault is open')
  return desk
}
