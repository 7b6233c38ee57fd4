import type { Clock } from '../model/effects.ts'

/** When a window that nobody uses is locked. Times in milliseconds. */
export interface IdleRule {
  readonly idleAfter: number
  /** How long before locking it says so. */
  readonly warnBefore: number
  /** A clock that jumped this far while the window should have run: the computer slept. */
  readonly asleepAfter: number
}

export type IdleState = { readonly kind: 'in-use' } | { readonly kind: 'warning'; readonly locksIn: number } | { readonly kind: 'lock'; readonly because: 'idle' | 'slept' }

/** Minutes to choose from; never is not among them. */
export const lockChoices = [5, 10, 15, 30, 60] as const
export type LockAfter = (typeof lockChoices)[number]
export const usualLockAfter: LockAfter = 15

/** Two minutes: a browser lets a hidden window's clock run once a minute. */
export const idleRule = (minutes: LockAfter): IdleRule => ({ idleAfter: minutes * 60_000, warnBefore: 30_000, asleepAfter: 120_000 })

/** @param lastLook when this was last asked; a clock set back counts as no time at all */
export function idleState(now: number, lastUsed: number, lastLook: number, rule: IdleRule): IdleState {
  if (now - lastLook >= rule.asleepAfter) return { kind: 'lock', because: 'slept' }
  const left = rule.idleAfter - Math.max(0, now - lastUsed)
  if (left <= 0) return { kind: 'lock', because: 'idle' }
  return left <= rule.warnBefore ? { kind: 'warning', locksIn: left } : { kind: 'in-use' }
}

/** Watches one window. @param clock one that never runs back, or setting it back keeps an unused window open until it has caught up */
export function idleWatch(clock: Clock): { used(): void; look(rule: IdleRule): IdleState } {
  let lastUsed = clock()
  let lastLook = lastUsed
  return {
    used: () => void (lastUsed = clock()),
    look(rule) {
      const now = clock()
      const state = idleState(now, lastUsed, lastLook, rule)
      lastLook = now
      return state
    },
  }
}
