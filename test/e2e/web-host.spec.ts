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
