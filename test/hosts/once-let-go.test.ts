import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { onceLetGo } from '../../src/node/once-let-go.ts'
import { folderForTest } from './temporary.ts'

const failure = (code: string): Error => Object.assign(new Error(code), { code })

/** Work that fails with these, one after the other, and then succeeds; and how long was waited in all. */
function failing(codes: readonly string[]) {
  const left = [...codes]
  let waited = 0
  return {
    work: async () => {
      const code = left.shift()
      if (code !== undefined) throw failure(code)
      return 'done'
    },
    pause: async (milliseconds: number) => void (waited += milliseconds),
    waited: () => waited,
    left,
  }
}

/** Every call of `name` fails as on Windows, where something has the file open, as often as is said; then it is done. */
async function whereHeld<T>(name: 'rename' | 'open', times: number, load: () => Promise<T>): Promise<{ loaded: T; refused: () => number }> {
  let refused = 0
  vi.doMock('node:fs/promises', async (original) => {
    const real = await original<typeof import('node:fs/promises')>()
    const call: (...args: never[]) => unknown = real[name]
    return {
      ...real,
      async [name](...args: never[]) {
        if (refused < times) throw failure((refused += 1) % 2 === 0 ? 'EBUSY' : 'EPERM')
        return call(...args)
      },
    }
  })
  vi.resetModules()
  const loaded = await load()
  vi.doUnmock('node:fs/promises')
  return { loaded, refused: () => refused }
}

function onWindows(): void {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {}
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' })
  windows = () => Object.defineProperty(process, 'platform', platform)
}
let windows: (() => void) | undefined

afterEach(() => {
  windows?.()
  windows = undefined
  vi.resetModules()
})

describe('a file that another program holds for a moment', () => {
  it('[R246] is waited for on Windows, whichever way that is said', async () => {
    const { work, pause } = failing(['EPERM', 'EACCES', 'EBUSY', 'EPERM'])
    expect(await onceLetGo(work, { platform: 'win32', pause })).toBe('done')
  })

  it('[R246] for two seconds, and then it is said what was refused', async () => {
    const { work, pause, waited } = failing(Array.from({ length: 1000 }, () => 'EPERM'))
    await expect(onceLetGo(work, { platform: 'win32', pause })).rejects.toMatchObject({ code: 'EPERM' })
    expect(waited()).toBeGreaterThanOrEqual(2000)
    expect(waited()).toBeLessThan(2500)
  })

  it.each([
    ['win32', 'ENOSPC'],
    ['win32', 'EEXIST'],
    ['linux', 'EACCES'],
    ['darwin', 'EPERM'],
  ] as const)('[R246] on %s nothing is tried again at %s', async (platform, code) => {
    const { work, pause, left } = failing([code, code])
    await expect(onceLetGo(work, { platform, pause })).rejects.toMatchObject({ code })
    expect(left).toEqual([code])
  })

  it('[R246] is written in its place all the same', async () => {
    onWindows()
    const target = join(folderForTest(), 'settings.json')
    const { loaded, refused } = await whereHeld('rename', 2, () => import('../../src/node/atomic-files.ts'))
    await loaded.writeFileAtomically(target, new TextEncoder().encode('kept'))
    expect([readFileSync(target, 'utf8'), refused()]).toEqual(['kept', 2])
  })

  it('[R246] a lock whose former file is still going is taken once that is gone', async () => {
    onWindows()
    const folder = folderForTest()
    const { loaded, refused } = await whereHeld('open', 2, () => import('../../src/node/folder-lock.ts'))
    expect(await loaded.withFolderLock(folder, async () => 'done')).toBe('done')
    expect([existsSync(join(folder, loaded.lockName)), refused()]).toEqual([false, 2])
  })
})
