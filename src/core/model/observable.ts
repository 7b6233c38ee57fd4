/** A value that changes and can be watched; the shape that React's useSyncExternalStore expects. */
export interface Observable<T> {
  /** The same object as last time while nothing has changed. */
  get(): T
  /** Calls `onChange` after each change, until the returned function is called. */
  subscribe(onChange: () => void): () => void
}

export interface Cell<T> extends Observable<T> {
  set(next: T): void
}

/** Resolves with the first value that `holds`, now or later. */
export const when = <T>(observable: Observable<T>, holds: (value: T) => boolean): Promise<T> =>
  new Promise((resolve) => {
    const look = (): void => {
      const value = observable.get()
      if (!holds(value)) return
      stop()
      resolve(value)
    }
    const stop = observable.subscribe(look)
    look()
  })

/** An observable that its owner sets; setting the value that it already has tells nobody. */
export function cell<T>(initial: T): Cell<T> {
  let value = initial
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const watcher of Array.from(watchers)) watcher()
    },
    subscribe(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
  }
}
