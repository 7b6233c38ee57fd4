import { rename } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { errorCode } from './file-problem.ts'

/** What Windows answers at once while another program, such as a virus scanner, still has something open, or it is still going. */
const heldCodes: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])

/** Milliseconds: for how long somebody else may hold a file that was written a moment ago. */
const patience = 2000
const [firstPause, longestPause] = [20, 200]

interface Where {
  readonly platform: NodeJS.Platform
  readonly pause: (milliseconds: number) => Promise<unknown>
}

/**
 * Does what changes nothing where it fails; on Windows again and again for two seconds where something else still holds
 * the file. What it may really not do fails with the same codes, after that.
 */
export async function onceLetGo<T>(work: () => Promise<T>, { platform, pause }: Where = { platform: process.platform, pause: wait }): Promise<T> {
  let waited = 0
  for (let next = firstPause; ; next = Math.min(longestPause, next * 2)) {
    try {
      return await work()
    } catch (error) {
      if (platform !== 'win32' || !heldCodes.has(errorCode(error)) || waited >= patience) throw error
    }
    waited += next
    await pause(next)
  }
}

export const renameOnceLetGo = (from: string, to: string): Promise<void> => onceLetGo(() => rename(from, to))
