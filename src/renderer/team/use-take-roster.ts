import type { Problem } from '../../core/model/problem.ts'
import { useNotify } from '../shell/Notices.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useDesk } from '../shell/session-context.tsx'

const takenInWords = {
  taken: 'The roster is up to date now.',
  'held-already': 'That is the roster that you have already.',
  older: 'That roster is older than yours, which stays as it is.',
  split: 'That roster was made apart from yours, which stays as it is.',
  offered: 'That is another team’s roster, with you on it. Look at it above.',
} as const

/** Takes in the text of a roster, and says what became of it. */
export function useTakeRoster(): { readonly take: (text: string) => void; readonly problem: Problem | undefined } {
  const { rosters } = useDesk()
  const notify = useNotify()
  const { attempt, problem } = useAttempt()
  return { take: (text) => void attempt(async () => notify(takenInWords[await rosters.take(text)])), problem }
}
