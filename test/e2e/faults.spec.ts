import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { chromiumVariable, findChromium } from '../../build/chromium.mjs'
import type { BothWays } from '../faults/parts/one-fault.ts'

/** Faults that need a real browser, in the smallest size: with what guards against them, and without. */

const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'test/faults/parts/one-fault.ts')

/** In a process of its own, which finds modules as the command does. */
async function bothWays(name: string): Promise<BothWays> {
  const script = `import('./build/in-source.mjs').then(({ runInSource }) => runInSource(${JSON.stringify(program)}, ${JSON.stringify([name])})).then((code) => process.exit(code))`
  const env = { ...process.env, [chromiumVariable]: findChromium() ?? '' }
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: root, env, timeout: 150_000 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

/** Each plays a whole fault twice, in windows of its own. */
test.describe.configure({ timeout: 180_000 })

test('[B200] no word is lost while the network fails; where nobody calls again, some are', { tag: '@long' }, async () => {
  const { guarded, unguarded } = await bothWays('network')
  expect(guarded).toMatchObject({ lost: 0, crashed: 0, holds: true })
  expect(unguarded.holds).toBe(false)
  expect(unguarded.lost).toBeGreaterThan(0)
})

test('[B214] pasted markup runs and loads nothing; where a window takes a paste as it comes, it does', { tag: '@long' }, async () => {
  const { guarded, unguarded } = await bothWays('xss-coming-in')
  expect(guarded).toMatchObject({ undetected: 0, holds: true })
  expect(unguarded.undetected).toBeGreaterThan(0)
  expect(unguarded.note).toContain('called ')
})

test('[B230] nothing is called saved that a full disk refused; where it is said before it is, that is seen', { tag: '@long' }, async () => {
  const { guarded, unguarded } = await bothWays('disk-full')
  expect(guarded).toMatchObject({ lost: 0, undetected: 0, crashed: 0, holds: true })
  expect(unguarded.holds).toBe(false)
  expect(unguarded.lost).toBeGreaterThan(0)
})
