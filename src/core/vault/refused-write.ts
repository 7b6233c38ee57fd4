import { ProblemError, type Problem } from '../model/problem.ts'
import { noRoom } from './problems.ts'

/** Whether a store refused because the disk is full. Dexie wraps what IndexedDB says of a transaction that was given up; Chromium names a full disk only in its message. */
export function isNoRoom(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('name' in error && error.name === 'QuotaExceededError') return true
  if ('message' in error && String(error.message).includes('FILE_ERROR_NO_SPACE')) return true
  return 'inner' in error && isNoRoom(error.inner)
}

/** @throws {ProblemError} `no-room`, or as `asked`, where the disk is full; whatever else goes wrong, as it is. */
export async function sayingNoRoom<T>(work: () => PromiseLike<T>, asked: Problem = noRoom): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isNoRoom(error) ? new ProblemError(asked, { cause: error }) : error
  }
}
