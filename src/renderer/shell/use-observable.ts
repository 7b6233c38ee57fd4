import { useSyncExternalStore } from 'react'
import type { Observable } from '../../core/model/observable.ts'

/** The value of `observable`, and a new render after each change. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get)
}
