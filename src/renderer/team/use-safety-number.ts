import { useEffect, useState } from 'react'
import type { StaffCard } from '../../core/model/team.ts'
import { useDesk } from '../shell/session-context.tsx'

/** The digits that stand for a card; '' for a moment, until they are worked out. */
export function useSafetyNumber(card: StaffCard): string {
  const { rosters } = useDesk()
  const [found, setFound] = useState<{ readonly card: StaffCard; readonly digits: string }>()
  useEffect(() => {
    let wanted = true
    void rosters.safetyNumber(card).then((digits) => wanted && setFound({ card, digits }))
    return () => {
      wanted = false
    }
  }, [card, rosters])
  return found?.card === card ? found.digits : ''
}
