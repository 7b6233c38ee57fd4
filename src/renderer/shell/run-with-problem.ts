import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf, type Problem } from '../../core/model/problem.ts'

export interface Attempt {
  readonly busy: boolean
  /** What went wrong the last time; gone when the next attempt begins. */
  readonly problem: Problem | undefined
  /** Runs `action`, one at a time; resolves to whether it went well, and never rejects. */
  readonly attempt: (action: () => Promise<unknown> | void) => Promise<boolean>
  readonly forget: () => void
}

/** Runs what a button asks for and keeps the problem it meets, for a `ProblemNote` beside that button. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const running = useRef(false)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  const attempt = useCallback(async (action: () => Promise<unknown> | void) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await action()
      return true
    } catch (error) {
      if (mounted.current) setProblem(problemOf(error))
      return false
    } finally {
      running.current = false
      if (mounted.current) setBusy(false)
    }
  }, [])
  const forget = useCallback(() => setProblem(undefined), [])
  return { busy, problem, attempt, forget }
}
