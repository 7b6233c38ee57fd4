import { useEffect, useState } from 'react'
import type { NearView } from '../../../core/session/near-desk.ts'
import { useDesk } from '../../shell/session-context.tsx'

const looksEvery = 2000

/** What is found on the local network, looked for while this is shown and its window is not hidden; undefined at first. */
export function useNear(): NearView | undefined {
  const { near } = useDesk()
  const [view, setView] = useState<NearView>()
  useEffect(() => {
    let wanted = true
    let next: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      // A host that has gone is said by everything else on the page.
      const found = document.hidden ? undefined : await near.look().catch(() => undefined)
      if (!wanted) return
      if (found) setView(found)
      next = setTimeout(() => void look(), looksEvery)
    }
    void look()
    return () => {
      wanted = false
      clearTimeout(next)
      near.rest().catch(() => undefined)
    }
  }, [near])
  return view
}
