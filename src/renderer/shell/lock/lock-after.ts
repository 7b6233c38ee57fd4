import { lockChoices, usualLockAfter, type LockAfter } from '../../../core/session/idle-lock.ts'

const key = 'mdt-lock-after'

/** Minutes until an unused window of this computer locks; whatever else stands in the setting counts as the usual. */
export function readLockAfter(): LockAfter {
  const kept = Number(localStorage.getItem(key))
  return lockChoices.find((minutes) => minutes === kept) ?? usualLockAfter
}

export const keepLockAfter = (minutes: LockAfter): void => localStorage.setItem(key, String(minutes))
