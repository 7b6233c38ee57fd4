import { useEffect, useRef, useState } from 'react'

export interface StoppableWork<Step extends string> {
  /** The step that is on, and how much of it is done, out of 100; undefined while nothing is. */
  readonly now: { readonly step: Step; readonly percent: number } | undefined
  /** Begins a piece of work: what it tells its progress to, and hears from that it should stop. */
  readonly begin: () => { readonly signal: AbortSignal; readonly onProgress: (step: Step, done: number, total: number) => void }
  readonly stop: () => void
  readonly end: () => void
}

/** Long work that shows how far it is and can be stopped; it stops when its screen goes away. */
export function useStoppable<Step extends string>(): StoppableWork<Step> {
  const [now, setNow] = useState<{ step: Step; percent: number }>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  return {
    now,
    begin() {
      const controller = new AbortController()
      running.current = controller
      return {
        signal: controller.signal,
        onProgress(step, done, total) {
          const percent = total > 0 ? Math.floor((100 * done) / total) : 0
          setNow((before) => (before?.step === step && before.percent === percent ? before : { step, percent }))
        },
      }
    },
    stop: () => running.current?.abort(),
    end: () => setNow(undefined),
  }
}
