import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { expectAccessible } from './accessibility.ts'
import { startApp } from './app.ts'

let host: Installation
test.beforeAll(async () => {
  host = await startApp()
})
test.afterAll(() => host.stop())

test('[H12] the page runs under its policy without a single violation, and takes the token out of its address', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${host.origin}/`) && !/^(?:data|blob):/.test(request.url())) elsewhere.push(request.url())
  })
  await page.goto(host.link)
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(page.url()).not.toContain('token')
  expect(await page.evaluate(() => isSecureContext)).toBe(true)
  expect(complaints).toEqual([])
  expect(elsewhere).toEqual([])
})

test('[H9] a reload keeps the token; a window without it says what to open', async ({ page, browser }) => {
  await page.goto(host.link)
  await expect(page.locator('#root')).not.toBeEmpty()
  await page.reload()
  await expect(page.locator('#root')).not.toContainText('its own window')
  const stranger = await browser.newPage()
  await stranger.goto(`${host.origin}/`)
  await expect(stranger.locator('#root')).toContainText('its own window')
  await stranger.close()
})

/** Starts the app where the only browser notes how it was started, and opens nothing. */
async function startedWithBrowser(folder: string): Promise<{ app: ChildProcess; printed: string; command: string }> {
  const [browser, noted] = [join(folder, 'google-chrome-stable'), join(folder, 'noted')]
  writeFileSync(browser, `#!/bin/sh\nprintf '%s' "$1" > ${noted}.part && mv ${noted}.part ${noted}\n`, { mode: 0o700 })
  const app = spawn(process.execPath, ['build/start.mjs', '--web', '--port', '0', '--records', join(folder, 'records')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: `${folder}:/usr/bin:/bin`, DISPLAY: ':0', XDG_CONFIG_HOME: folder },
  })
  let said = ''
  app.stdout.on('data', (chunk) => (said += String(chunk)))
  await expect.poll(() => existsSync(noted), { timeout: 20_000 }).toBe(true)
  return { app, printed: /ready at (\S+)\n/.exec(said)?.[1] ?? '', command: readFileSync(noted, 'utf8') }
}

test('[L200] a browser is started with a link that opens the app once, and holds no token; the printed one opens it as often as one likes', { tag: '@long' }, async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-'))
  const { app, printed, command } = await startedWithBrowser(folder)
  try {
    const token = new URL(printed).hash.slice('#token='.length)
    expect(command).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/#once=[\w-]{43}$/)
    expect(command).not.toContain(token)
    const link = command.slice('--app='.length)
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(link)
    await expect(page.getByRole('button', { name: 'Practise' })).toBeVisible()
    expect(page.url()).not.toContain('once')
    await page.reload()
    await expect(page.getByRole('button', { name: 'Practise' })).toBeVisible()
    const late = await context.newPage()
    await late.goto(link)
    await expect(late.locator('#root')).toContainText('used before')
    await expectAccessible(late)
    await page.reload()
    await expect(page.locator('#root')).toContainText('Open MDT Huddle from its own window')
    for (const other of [await context.newPage(), await context.newPage()]) {
      await other.goto(printed)
      await expect(other.getByRole('button', { name: 'Practise' })).toBeVisible()
      await other.reload()
      await expect(other.getByRole('button', { name: 'Practise' })).toBeVisible()
    }
    await context.close()
  } finally {
    app.kill()
    await once(app, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
})

test('[H62] an invite opened in a browser that MDT Huddle did not open is kept at hand, and leaves the address', async ({ browser }) => {
  const context = await browser.newContext()
  const stranger = await context.newPage()
  const code = `mdth1.${'A'.repeat(600)}`
  await stranger.goto(`${host.origin}/#/join/${code}`)
  await expect(stranger.getByRole('heading', { name: 'You are invited to a huddle' })).toBeVisible()
  await expect(stranger.getByLabel('Invite')).toHaveValue(code)
  expect(stranger.url()).not.toContain('mdth1')
  await expectAccessible(stranger)
  await context.close()
})

test('[H10] a page of another origin cannot call the host, nor read a part of it', async ({ page }) => {
  await page.route('http://127.0.0.1:9/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>another page</title>' }))
  await page.goto('http://127.0.0.1:9/')
  const token = new URL(host.link).hash.slice('#token='.length)
  const reached = await page.evaluate(
    async ([origin, secret]) => {
      const tries = [
        fetch(`${origin}/host/records.about`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: 'null' }),
        fetch(`${origin}/about.json`),
        fetch(`${origin}/`, { mode: 'no-cors' }),
      ]
      return (await Promise.allSettled(tries)).map(({ status }) => status)
    },
    [host.origin, token],
  )
  expect(reached).toEqual(['rejected', 'rejected', 'rejected'])
})
