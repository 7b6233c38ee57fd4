import { useEffect, useRef, type RefObject } from 'react'

/** Puts the keyboard in what was just opened to be typed in. */
export function useFocusOnArrival<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
