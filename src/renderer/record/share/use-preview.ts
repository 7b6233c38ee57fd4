import { problemOf, type Problem } from '../../../core/model/problem.ts'
import type { Preview, Sharing } from '../../../core/session/outcome-reading.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

/** What this recipient would get now, or why it may not; looked at again whenever a mark, a reason or an agreement changes. */
export function usePreview(sharing: Sharing | undefined): { readonly preview?: Preview; readonly problem?: Problem } {
  const { leaving, people } = useDesk()
  useObservable(leaving.marks)
  useObservable(leaving.breakGlass)
  useObservable(people)
  if (!sharing) return {}
  try {
    return { preview: leaving.preview(sharing) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}
