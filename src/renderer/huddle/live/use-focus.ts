import { useEffect, useRef, type RefObject } from 'react'

const focusable = 'button, [role="button"], input, textarea, [role="spinbutton"], [role="textbox"]'

/** Whether what had the keyboard has gone from the screen. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body

function focusIn(element: HTMLElement | null): void {
  if (element?.matches(`${focusable}, [tabindex]`)) element.focus()
  else element?.querySelector<HTMLElement>(focusable)?.focus()
}

/** Puts the keyboard in what was just opened to be typed in; not where it only comes back (`opened` is false). */
export function useFocusOnArrival<T extends HTMLElement>(opened = true): RefObject<T | null> {
  const ref = useRef<T>(null)
  const wanted = useRef(opened)
  useEffect(() => {
    if (wanted.current) ref.current?.focus()
  }, [])
  return ref
}

/** Brings the keyboard here once a change of `step` has taken away what had it, unless somebody has put it elsewhere meanwhile. */
export function useFocusAfter<T extends HTMLElement>(step: unknown): RefObject<T | null> {
  const ref = useRef<T>(null)
  const was = useRef(step)
  useEffect(() => {
    if (was.current !== step && isFocusLost()) focusIn(ref.current)
    was.current = step
  }, [step])
  return ref
}

/** Catches the keyboard when what had it has gone from the screen. */
export function useCatchLostFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null)
  useEffect(() => {
    if (isFocusLost()) ref.current?.focus({ preventScroll: true })
  }, [])
  return ref
}
