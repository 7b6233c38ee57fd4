import { useEffect, useState } from 'react'
import type { Observable } from '../../core/model/observable.ts'
import { newestReading, type Reading } from './newest-reading.ts'

const none: readonly Observable<unknown>[] = []

/**
 * What `read` answers, read again whenever it or one of `changes` becomes another. What was read before stands
 * beside the problem of a later reading. Both have to stay the same between renders, or they are read without end.
 */
export function useReading<T>(read: () => Promise<T>, changes: readonly Observable<unknown>[] = none): Reading<T> {
  const [reading, setReading] = useState<Reading<T>>({})
  useEffect(() => {
    const newest = newestReading<T>((next) => setReading((former) => (next.problem ? { ...former, ...next } : next)))
    const again = (): void => void newest.ask(read)
    const stops = changes.map((each) => each.subscribe(again))
    again()
    return () => {
      newest.drop()
      for (const stop of stops) stop()
    }
  }, [read, changes])
  return reading
}
