import { createContext, useContext } from 'react'
import type { LiveHuddle } from '../../../core/session/live-huddle.ts'

export const LiveContext = createContext<LiveHuddle | undefined>(undefined)

/** The huddle that this window is in. Only inside the huddle's screen. */
export function useLive(): LiveHuddle {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive outside a huddle')
  return live
}
