import { useEffect, useRef } from 'react'

/** Moves focus to each step as it opens; the first one leaves it on the page's heading. */
export function useFocusOnStep(step: string) {
  const content = useRef<HTMLElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step) {
      content.current?.focus({ preventScroll: true })
      content.current?.closest('main')?.scrollTo({ top: 0 })
    }
    before.current = step
  }, [step])
  return content
}
