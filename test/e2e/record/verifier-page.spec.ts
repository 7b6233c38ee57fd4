import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { main as verify } from '../../../src/cli/verify.ts'
import { expectAccessible } from '../accessibility.ts'
import type { Finding } from '../../../src/core/record/verify.ts'

const root = resolve(import.meta.dirname, '../../..')
const examples = join(root, 'resources/examples')
const complaints: string[] = []

interface Expected {
  readonly ok: boolean
  readonly head?: string
  readonly finding?: Finding
}
const expected: Record<string, Expected> = JSON.parse(readFileSync(join(examples, 'expected.json'), 'utf8'))

/** The page as it lies on a disk, with no network at all. */
test.beforeEach(async ({ page, context }) => {
  complaints.length = 0
  await context.setOffline(true)
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(pathToFileURL(join(root, 'out/verifier.html')).href)
})
test.afterEach(() => expect(complaints).toEqual([]))

async function verdictOf(page: Page, name: string, head = ''): Promise<{ ok: boolean; said: string[] }> {
  await page.getByLabel('A ledger line that was noted earlier, if you have one').fill(head)
  await page.getByLabel('Choose the folder').setInputFiles(join(examples, name))
  await page.locator('[data-verdict]').waitFor()
  return {
    ok: (await page.locator('[data-verdict="holds"]').count()) === 1,
    said: await page.locator('[data-list="findings"] li').allTextContents(),
  }
}

async function commandOn(name: string, head?: string): Promise<string[]> {
  const said: string[] = []
  const say = { out: (text: string) => void said.push(...text.split('\n')), err: (text: string) => void said.push(text) }
  await verify([resolve(examples, name), ...(head ? ['--head', head] : [])], say)
  return said
}

test('[R35] on every example the page says what the command says: file, line and cause', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(90_000)
  expect(Object.keys(expected).length).toBeGreaterThan(25)
  for (const [name, { ok, head, finding }] of Object.entries(expected)) {
    const verdict = await verdictOf(page, name, head)
    expect([name, verdict.ok]).toEqual([name, ok])
    const command = await commandOn(name, head)
    if (ok) continue
    expect(verdict.said, name).toEqual(command.slice(0, command.indexOf('')).filter((line) => !line.includes(': note: ')))
    const at = `${finding?.file}${finding?.line === undefined ? '' : `:${finding.line}`}: ${finding?.code}: `
    expect(verdict.said.filter((line) => line.startsWith(at)).length, name).toBeGreaterThan(0)
  }
})

test('[R99] one package by itself is held against itself, and the page says what only the folder can show', async ({ page }) => {
  const inGood = readdirSync(join(examples, 'good'), { recursive: true, withFileTypes: true }).filter(({ name }) => name === 'manifest.json')
  const [{ parentPath } = { parentPath: '' }] = inGood
  await page.getByLabel('Choose the folder').setInputFiles(parentPath)
  await expect(page.locator('[data-verdict="holds-alone"]')).toHaveText(/^What is in .* holds, as far as it can show by itself: 1 outcome, /)
  await expect(page.locator('[data-list="notices"]')).toContainText('This is one package by itself.')
  await expect(page.getByText('Newest ledger line')).toHaveCount(0)
  const said: string[] = []
  expect(await verify([parentPath], { out: (text) => void said.push(text), err: (text) => void said.push(text) })).toBe(3)
  for (const notice of await page.locator('[data-list="notices"] li').allTextContents()) expect(said.join('\n')).toContain(notice)
})

test('[R35] a folder that is dragged onto it is read as one that is chosen', async ({ page }) => {
  await dropFolder(page, 'good')
  await expect(page.locator('[data-verdict="holds"]')).toHaveText(/^Everything holds in good: 1 outcome, 7 ledger lines/)
  await expect(page.getByRole('region', { name: 'What was found' })).toBeFocused()
  await dropFolder(page, 'outcome-edited')
  await expect(page.locator('[data-verdict="does-not-hold"]')).toBeVisible()
})

test('[R203] an empty folder that is dragged onto it, or in one that is, is named as the command names it', async ({ page }, info) => {
  const [good, folders, nothing] = ['good', 'folders', 'nothing'].map((name) => info.outputPath(name))
  cpSync(join(examples, 'good'), good ?? '', { recursive: true })
  const at = `${'ab'.repeat(16)}/nothing`
  for (const folder of [join(good ?? '', at), join(folders ?? '', at), nothing ?? '']) mkdirSync(folder, { recursive: true })
  const [extra, missing] = [`${at}/: extra-file: ${at}/ is an empty folder and no part of these records.`, 'ledger.jsonl: missing-ledger: There is no ledger.jsonl in this folder.']
  for (const [folder, sentences] of [[good, [extra]], [folders, [extra, missing]], [nothing, [missing]]] as const) {
    await dropFolder(page, folder ?? '')
    await expect(page.locator('[data-list="findings"] li')).toHaveText(sentences)
    expect((await commandOn(folder ?? '')).slice(0, sentences.length)).toEqual(sentences)
  }
})

test('[R212] while it verifies, a bar shows how far it is, by name and in numbers, and is gone with the verdict', async ({ page }) => {
  const bar = page.getByRole('progressbar', { name: 'Verifying' })
  await expect(bar).toBeHidden()
  await holdReading(page, 5)
  await page.getByLabel('Choose the folder').setInputFiles(join(examples, 'good'))
  // The ledger and the first of three folders are looked at.
  await expect(bar).toBeVisible()
  await expect(bar).toHaveAttribute('max', '4')
  await expect(bar).toHaveAttribute('value', '2')
  await expect(page.getByRole('status')).toHaveText('1 of 4')
  await expect(page.locator('[data-verdict]')).toHaveCount(0)
  await page.evaluate(() => dispatchEvent(new Event('read-on')))
  await expect(page.locator('[data-verdict="holds"]')).toBeVisible()
  await expect(bar).toBeHidden()
})

test('[R35] it is used by keyboard, in light and dark, and axe finds nothing serious', async ({ page }) => {
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Choose the folder')).toBeFocused()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await verdictOf(page, 'line-removed')
    await expectAccessible(page)
  }
})

test('[R35] its policy forbids every address, and it asks for none', async ({ page }) => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-\S+' 'wasm-unsafe-eval'; style-src 'sha256-\S+';/)
  const refused = await page.evaluate(() => fetch('https://example.org/').then(() => 'sent', () => 'refused'))
  expect(refused).toBe('refused')
  expect(complaints.splice(0).every((line) => line.includes('example.org'))).toBe(true)
})

/** From the next file after so many on, the page has to wait for `read-on` before it gets what stands in one. */
async function holdReading(page: Page, after: number): Promise<void> {
  await page.evaluate((most) => {
    const read = Blob.prototype.arrayBuffer
    const onward = new Promise((resolveIt) => addEventListener('read-on', resolveIt, { once: true }))
    let count = 0
    Blob.prototype.arrayBuffer = async function held(this: Blob) {
      count += 1
      if (count > most) await onward
      return read.call(this)
    }
  }, after)
}

/** Drags a folder of the disk onto the page, as the browser itself is told of it. */
async function dropFolder(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await page.locator('#zone').scrollIntoViewIfNeeded()
  const at = (await page.locator('#zone').boundingBox()) ?? { x: 0, y: 0 }
  const data = { items: [], files: [resolve(examples, name)], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: at.x + 20, y: at.y + 20, data })
}
