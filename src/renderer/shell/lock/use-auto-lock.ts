import { useEffect, useEffectEvent, useState } from 'react'
import { onward } from '../../../core/model/onward.ts'
import { idleRule, idleWatch } from '../../../core/session/idle-lock.ts'
import { readLockAfter } from './lock-after.ts'

const uses = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Calls `lock` when nobody has used this window for the chosen time, or the computer slept.
 * @returns the seconds left while a warning is due
 */
export function useAutoLock(on: boolean, lock: () => void): number | undefined {
  const [left, setLeft] = useState<number>()
  const lockNow = useEffectEvent(lock)
  useEffect(() => {
    if (!on) return undefined
    const watch = idleWatch(onward(() => Date.now()))
    const look = (): void => {
      const state = watch.look(idleRule(readLockAfter()))
      setLeft(state.kind === 'warning' ? Math.ceil(state.locksIn / 1000) : undefined)
      if (state.kind === 'lock') lockNow()
    }
    const timer = setInterval(look, 1000)
    // A window that was hidden while the computer slept looks before anybody can use it.
    const shown = (): void => look()
    document.addEventListener('visibilitychange', shown)
    for (const use of uses) window.addEventListener(use, watch.used, { capture: true, passive: true })
    const stopHost = window.mdtHuddleBridge?.onLockAsked?.(() => lockNow())
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', shown)
      for (const use of uses) window.removeEventListener(use, watch.used, { capture: true })
      stopHost?.()
    }
  }, [on])
  return left
}
