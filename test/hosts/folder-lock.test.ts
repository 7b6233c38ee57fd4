import { spawn } from 'node:child_process'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breakLock, lockName, withFolderLock } from '../../src/node/folder-lock.ts'
import { folderForTest } from './temporary.ts'

const short = { patience: 120, stale: 60_000, now: () => performance.now() }
const held = (pid: number, host = hostname()): string => JSON.stringify({ pid, host, mark: 'another' })

/** The id of a process that has ended. */
const deadPid = (): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', ''])
    child.once('exit', () => resolve(child.pid ?? 0))
  })

describe('folder lock', () => {
  it('[H7] lets one piece of work in at a time', async () => {
    const folder = folderForTest()
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside -= 1
    }
    await Promise.all(Array.from({ length: 5 }, () => withFolderLock(folder, work)))
    expect(most).toBe(1)
    expect(existsSync(join(folder, lockName))).toBe(false)
  })

  it('[H7] gives up in a sentence while another process that lives holds it', async () => {
    const folder = folderForTest()
    writeFileSync(join(folder, lockName), held(process.pid))
    await expect(withFolderLock(folder, async () => 1, short)).rejects.toMatchObject({ problem: { code: 'records-busy' } })
    expect(existsSync(join(folder, lockName))).toBe(true)
  })

  it('[H7] does not take a fresh lock of another computer for a dead one', async () => {
    const folder = folderForTest()
    writeFileSync(join(folder, lockName), held(await deadPid(), 'another-computer'))
    await expect(withFolderLock(folder, async () => 1, short)).rejects.toMatchObject({ problem: { code: 'records-busy' } })
  })

  it('[H7] breaks the lock of a process that was killed', async () => {
    const folder = folderForTest()
    writeFileSync(join(folder, lockName), held(await deadPid()))
    expect(await withFolderLock(folder, async () => 'done', short)).toBe('done')
  })

  it.each([['of another computer', held(1, 'another-computer')], ['of nobody', '']])('[H7] breaks a lock %s that was seen not to be refreshed', async (_whose, text) => {
    const folder = folderForTest()
    writeFileSync(join(folder, lockName), text)
    await expect(withFolderLock(folder, async () => 1, short)).rejects.toMatchObject({ problem: { code: 'records-busy' } })
    const aMinuteLater = { ...short, now: () => performance.now() + 61_000 }
    expect(await withFolderLock(folder, async () => 'done', aMinuteLater)).toBe('done')
  })

  it('[H7] leaves a lock that is refreshed, whatever the clocks say', async () => {
    const folder = folderForTest()
    const path = join(folder, lockName)
    writeFileSync(path, held(1, 'another-computer'))
    const [longAgo, later] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 3_585_000)]
    utimesSync(path, longAgo, longAgo)
    await expect(withFolderLock(folder, async () => 1, short)).rejects.toMatchObject({ problem: { code: 'records-busy' } })
    utimesSync(path, later, later)
    const aMinuteLater = { ...short, now: () => performance.now() + 61_000 }
    await expect(withFolderLock(folder, async () => 1, aMinuteLater)).rejects.toMatchObject({ problem: { code: 'records-busy' } })
    expect(existsSync(path)).toBe(true)
  })

  it('[H7] says so where somebody else has it now', async () => {
    const folder = folderForTest()
    const work = withFolderLock(folder, async (stillHeld) => {
      await stillHeld()
      writeFileSync(join(folder, lockName), held(1, 'another-computer'))
      await stillHeld()
    })
    await expect(work).rejects.toMatchObject({ problem: { code: 'records-busy' } })
    expect(existsSync(join(folder, lockName))).toBe(true)
  })

  it('[H7] leaves alone a lock that another one took since the dead one was seen', async () => {
    const path = join(folderForTest(), lockName)
    writeFileSync(path, held(process.pid))
    await breakLock(path, held(await deadPid()))
    expect(existsSync(path)).toBe(true)
    await breakLock(path, held(process.pid))
    expect(existsSync(path)).toBe(false)
  })

  it('[H7] goes, whether the work succeeds or fails', async () => {
    const folder = folderForTest()
    await expect(withFolderLock(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(join(folder, lockName))).toBe(false)
  })
})
