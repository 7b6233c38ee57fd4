import { useCallback, useEffect, useState } from 'react'
import type { WaysIn } from '../../../core/session/vault-desk.ts'
import { useDesk } from '../../shell/session-context.tsx'

/** How else than by the passphrase this vault opens, and how to look again after changing it. */
export function useWaysIn(): readonly [WaysIn | undefined, () => void] {
  const desk = useDesk()
  const [ways, setWays] = useState<WaysIn>()
  const look = useCallback(() => void desk.waysIn().then(setWays, () => undefined), [desk])
  useEffect(look, [look])
  return [ways, look]
}
