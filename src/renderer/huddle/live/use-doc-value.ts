import { useCallback, useRef, useSyncExternalStore } from 'react'

interface Watched {
  observe(onChange: () => void): () => void
}

/**
 * What `read` says of a shared document, read again after each change of it. The same object as last time while its
 * JSON is the same, so a keystroke elsewhere in the document draws nothing again.
 */
export function useDocValue<T>(source: Watched, read: () => T): T {
  const last = useRef<{ json: string; value: T } | undefined>(undefined)
  const snapshot = (): T => {
    const value = read()
    const json = JSON.stringify(value) ?? ''
    if (last.current?.json !== json) last.current = { json, value }
    return last.current.value
  }
  return useSyncExternalStore(
    useCallback((onChange) => source.observe(onChange), [source]),
    snapshot,
  )
}
