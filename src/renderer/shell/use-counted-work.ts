import { useState } from 'react'
import type { Problem } from '../../core/model/problem.ts'
import { useAttempt } from './run-with-problem.ts'
import type { Progress } from './WorkProgress.tsx'

export interface CountedWork<Result> {
  readonly busy: boolean
  readonly problem: Problem | undefined
  readonly progress: Progress | undefined
  /** Undefined until the work has ended well. */
  readonly result: Result | undefined
  /** Begins anew, without what came of it before. */
  readonly run: () => void
}

/** Long work that says how far it is, and what came of it. */
export function useCountedWork<Result>(work: (onProgress: (done: number, total: number) => void) => Promise<Result>): CountedWork<Result> {
  const [result, setResult] = useState<Result>()
  const [progress, setProgress] = useState<Progress>()
  const { busy, problem, attempt } = useAttempt()
  const run = (): void =>
    void attempt(async () => {
      setResult(undefined)
      setProgress(undefined)
      const next = await work((done, total) => setProgress({ done, total }))
      setResult(() => next)
    })
  return { busy, problem, progress, result, run }
}
