import { useState } from 'react'
import type { Problem } from '../../core/model/problem.ts'
import { useAttempt } from './run-with-problem.ts'

export interface Copy {
  readonly copied: boolean
  readonly copy: () => void
  readonly problem: Problem | undefined
}

/** Copies a text for somewhere else, and knows whether that went well. */
export function useCopy(text: string): Copy {
  const [copied, setCopied] = useState(false)
  const { attempt, problem } = useAttempt()
  const copy = (): void => void attempt(() => navigator.clipboard.writeText(text)).then(setCopied)
  return { copied, copy, problem }
}
