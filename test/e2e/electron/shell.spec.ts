import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { electronProgram, whyNoElectron } from '../../../build/electron-binary.mjs'

const root = resolve(import.meta.dirname, '../../..')
const program = electronProgram()
const why = whyNoElectron() ?? (program === undefined ? 'Electron’s program is not installed here' : undefined)

test('[H20] the app opens in Electron, isolated, under its own scheme, and reaches its host', async () => {
  test.skip(why !== undefined, why)
  const home = mkdtempSync(join(tmpdir(), 'mdt-huddle-electron-'))
  const app = await _electron.launch({
    executablePath: program ?? '',
    args: [root, `--user-data-dir=${join(home, 'profile')}`, '--records', join(home, 'records')],
    env: { ...process.env, XDG_CONFIG_HOME: home } as Record<string, string>,
  })
  try {
    const page = await app.firstWindow()
    await page.waitForLoadState('domcontentloaded')
    expect(page.url()).toMatch(/^mdthuddle:\/\/app\/index\.html#\//)
    expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), isSecureContext])).toEqual([
      'undefined',
      'undefined',
      true,
    ])
    const reply = await page.evaluate(() => window.mdtHuddleBridge?.carry('host.about', null))
    expect(reply).toMatchObject({ ok: true, value: { kind: 'electron' } })
    expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
})
