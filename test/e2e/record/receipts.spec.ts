import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { startApp } from '../app.ts'
import { decideAlone, goTo, press } from './alone.ts'

let app: Installation
test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(() => app.stop())

async function pathOf(records: string, name: string): Promise<string> {
  const found = (await readdir(records, { recursive: true })).find((path) => path.endsWith(name))
  if (found === undefined) throw new Error(`there is no ${name}`)
  return join(records, found)
}

test('[R80] what is changed on its way to the disk gets no receipt, and gets one once the folder is put right', { tag: '@long' }, async ({ browser }) => {
  const page = await decideAlone(browser, app)
  // As a failing disk would: the page is damaged after it was written, before it is read back.
  let whole = new Uint8Array()
  await page.route('**/host/records.read', async (route) => {
    const pdf = await pathOf(app.records, 'outcome.pdf')
    whole = new Uint8Array(await readFile(pdf))
    await writeFile(pdf, whole.with(500, (whole[500] ?? 0) ^ 1))
    await route.continue()
  }, { times: 1 })
  await press(page, 'File the record')
  const alert = page.getByRole('alert').filter({ hasText: 'is not what was filed there' })
  await expect(alert).toContainText('outcome.pdf is not as it was written')
  await expect(alert).toContainText('have no receipt and still wait to be filed')

  await goTo(page, '/record')
  await expect(page.getByRole('heading', { name: 'Waiting to be filed · 1' })).toBeVisible()
  await writeFile(await pathOf(app.records, 'outcome.pdf'), whole)
  await page.getByRole('button', { name: 'File them now' }).click()
  await expect(page.getByText('Ledger line 2')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Filed · 1' })).toBeVisible()
  await page.getByRole('button', { name: 'Verify now' }).click()
  await expect(page.getByText('Everything holds.')).toBeVisible()
  await page.context().close()
})
