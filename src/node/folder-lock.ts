import { randomBytes } from 'node:crypto'
import { open, readFile, rm, stat, utimes, type FileHandle } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ProblemError } from '../core/model/problem.ts'
import { temporaryIn, temporaryPrefix } from './atomic-files.ts'
import { errorCode, isMissing } from './file-problem.ts'
import { onceLetGo, renameOnceLetGo } from './once-let-go.ts'

export const lockName = `${temporaryPrefix}lock`

const holderParser = z.object({ pid: z.int().positive(), host: z.string(), mark: z.string() })

/** Milliseconds. A holder refreshes its lock four times in `stale`; one that was seen to do so no more for all of it has died. */
export interface LockTimes {
  readonly patience: number
  readonly stale: number
  /** A clock that nobody sets: what a file says of its age is by the clock of whoever keeps it, perhaps another computer. */
  readonly now: () => number
}

const defaultTimes: LockTimes = { patience: 15_000, stale: 60_000, now: () => performance.now() }

/** How a lock stood, and since when it has been seen so: remembered between tries, since one waits less than it takes to tell. */
const lastSeen = new Map<string, { readonly text: string; readonly mtimeMs: number; readonly since: number }>()

/**
 * Runs `work` while nobody else, in this process or another one, runs theirs in the same folder. The lock of a
 * process that was killed is broken. `work` asks `stillHeld` before it places anything: a computer that slept meanwhile
 * may have lost the lock to somebody else.
 * @throws {ProblemError} `records-busy` when the other one does not finish in time, or has it now.
 */
export async function withFolderLock<T>(folder: string, work: (stillHeld: () => Promise<void>) => Promise<T>, times: LockTimes = defaultTimes): Promise<T> {
  const path = join(folder, lockName)
  const mark = randomBytes(12).toString('hex')
  const deadline = Date.now() + times.patience
  while (!(await take(path, mark))) {
    const text = await textOf(path)
    if (text !== undefined && (await hasDied(path, text, times))) await breakLock(path, text)
    else if (Date.now() > deadline) throw busy(folder)
    else await wait(40)
  }
  lastSeen.delete(path)
  const isOurs = async (): Promise<boolean> => holderIn(await textOf(path))?.mark === mark
  const stillHeld = async (): Promise<void> => {
    if (!(await isOurs())) throw busy(folder)
  }
  const refresh = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), times.stale / 4)
  try {
    return await work(stillHeld)
  } finally {
    clearInterval(refresh)
    if (await isOurs()) await onceLetGo(() => rm(path, { force: true }))
  }
}

async function take(path: string, mark: string): Promise<boolean> {
  let handle: FileHandle
  try {
    handle = await onceLetGo(() => open(path, 'wx', 0o600))
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname(), mark }))
    return true
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)

/** A lock whose text is not readable yet may be one that is just being taken: only watching it can tell. */
async function hasDied(path: string, text: string, { stale, now }: LockTimes): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path)
    const before = lastSeen.get(path)
    if (before?.text !== text || before.mtimeMs !== mtimeMs) lastSeen.set(path, { text, mtimeMs, since: now() })
    else if (now() - before.since > stale) return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
  const holder = holderIn(text)
  return holder !== undefined && holder.host === hostname() && !isRunning(holder.pid)
}

function holderIn(text: string | undefined): z.infer<typeof holderParser> | undefined {
  try {
    return holderParser.parse(JSON.parse(text ?? ''))
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** By renaming, so that of two who break it at once only one takes it away; and only while it is the one that died. */
export async function breakLock(path: string, dead: string): Promise<void> {
  if ((await textOf(path)) !== dead) return
  const aside = temporaryIn(dirname(path))
  try {
    await renameOnceLetGo(path, aside)
    await rm(aside, { force: true })
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function busy(folder: string): ProblemError {
  return new ProblemError({
    code: 'records-busy',
    happened: `Another MDT Huddle is filing into ${folder} and has not finished.`,
    kept: 'Nothing was changed there, and everything stays in MDT Huddle, waiting to be filed.',
    todo: 'Wait a minute, then file again.',
  })
}
