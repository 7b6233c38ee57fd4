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
