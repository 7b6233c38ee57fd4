import { problemOf, type Problem } from '../../core/model/problem.ts'

/** What was read last, and why there is nothing, or nothing newer. */
export interface Reading<T> {
  readonly value?: T
  readonly problem?: Problem
}

export interface NewestReading<T> {
  /** Resolves once the answer was told or is not wanted any more; never rejects. */
  readonly ask: (read: () => Promise<T>) => Promise<void>
  /** Nothing that was asked so far is told any more. */
  readonly drop: () => void
}

/** Tells what the newest question is answered, a failure included; what comes late of an earlier one is told nobody. */
export function newestReading<T>(tell: (reading: Reading<T>) => void): NewestReading<T> {
  let asked = 0
  const ask = async (read: () => Promise<T>): Promise<void> => {
    asked += 1
    const mine = asked
    const answer = await answerOf(read)
    if (mine === asked) tell(answer)
  }
  return {
    ask,
    drop: () => {
      asked += 1
    },
  }
}

async function answerOf<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await read() }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}
