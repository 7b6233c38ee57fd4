import type { AgendaItem } from '../../../core/model/huddle.ts'
import type { Problem } from '../../../core/model/problem.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'

export interface Park {
  /** Resolves to whether they are parked, which is then said aloud. */
  readonly park: (item: AgendaItem, because: string) => Promise<boolean>
  readonly problem: Problem | undefined
}

/** Carries somebody over to the next huddle, with a reason. */
export function usePark(): Park {
  const live = useLive()
  const announce = useAnnounce()
  const { attempt, problem } = useAttempt()
  const park = async (item: AgendaItem, because: string): Promise<boolean> => {
    const parked = await attempt(() => live.park(item.id, because))
    if (parked) announce(`${item.initials} is parked and carried over to the next huddle.`)
    return parked
  }
  return { park, problem }
}
