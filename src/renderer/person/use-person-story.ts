import { useEffect, useState } from 'react'
import type { AuditEntry } from '../../core/model/audit.ts'
import type { PersonId } from '../../core/model/ids.ts'
import { problemOf, type Problem } from '../../core/model/problem.ts'
import type { TimelineEvent } from '../../core/model/timeline.ts'
import type { OwnWords } from '../../core/model/words.ts'
import { useDesk } from '../shell/session-context.tsx'

export interface PersonStory {
  readonly words: readonly OwnWords[]
  readonly timeline: readonly TimelineEvent[]
  /** Who opened or changed what, newest first. */
  readonly looked: readonly AuditEntry[]
}

/** What this desk holds of a person's story, read again when an outcome arrives. Opening it is noted in the audit. */
export function usePersonStory(id: PersonId): { readonly story: PersonStory | undefined; readonly problem: Problem | undefined } {
  const desk = useDesk()
  const [story, setStory] = useState<PersonStory | undefined>()
  const [problem, setProblem] = useState<Problem | undefined>()

  useEffect(() => {
    let current = true
    async function read(): Promise<void> {
      const [words, timeline, looked] = await Promise.all([desk.ownWords(id), desk.timeline(id), desk.auditOf(id)])
      if (!current) return
      setStory({ words, timeline, looked: looked.toReversed() })
      setProblem(undefined)
    }
    const failed = (error: unknown): void => {
      if (current) setProblem(problemOf(error))
    }
    void desk.viewPerson(id).then(read).catch(failed)
    const stop = desk.outcomes.subscribe(() => void read().catch(failed))
    return () => {
      current = false
      stop()
    }
  }, [desk, id])
  return { story, problem }
}
