import { Box } from '@mui/material'
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined)

/** Says a sentence to people who use a screen reader, when they next pause. */
export const useAnnounce = (): ((sentence: string) => void) => useContext(AnnounceContext)

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 })
  const announce = useCallback((sentence: string) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <Box component="output" aria-live="polite" className="visually-hidden">
        {/* A new element each time, so that the same sentence said twice is heard twice. */}
        <span key={said.turn}>{said.sentence}</span>
      </Box>
    </AnnounceContext>
  )
}
