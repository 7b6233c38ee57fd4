import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'

const fixture = (name: string): string => resolve(import.meta.dirname, '../../fixtures/caseload', name)

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

async function practise(page: Page): Promise<void> {
  await page.goto(app.link)
  await page.getByRole('button', { name: /practice|practise|sample team/i }).click()
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
}

async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, route)
}

async function openFile(page: Page, name: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(fixture(name))
  await page.getByRole('button', { name: 'See what would happen' }).click()
}

test('[C15] [M203] two extracts come in, a bad row is corrected, the rest is saved, and importing again doubles nobody', async ({ page }) => {
  await practise(page)
  await goTo(page, '/caseload/import')
  await openFile(page, 'caseload-60.csv')
  await page.getByRole('button', { name: 'Import 60 people' }).click()
  await expect(page.getByText('60 people added, 0 updated, 0 unchanged.')).toBeVisible()
  await page.getByRole('button', { name: 'Import another file' }).click()
  await openFile(page, 'caseload-with-problems.csv')
  await expect(page.getByText('13 people would be added, 0 updated, 0 are unchanged, 12 rows cannot come in yet.')).toBeVisible()
  await expectAccessible(page)
  const born = page.getByLabel('Date of Birth, row 6')
  await born.fill('28/02/1990')
  await born.press('Enter')
  await expect(page.getByText('14 people would be added, 0 updated, 0 are unchanged, 11 rows cannot come in yet.')).toBeVisible()
  await goTo(page, '/team')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Import a caseload')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await goTo(page, '/caseload/import')
  await expect(page.getByText('14 people would be added, 0 updated, 0 are unchanged, 11 rows cannot come in yet.')).toBeVisible()
  const row22 = page.getByRole('listitem').filter({ hasText: 'Row 22' })
  await row22.getByRole('button', { name: 'Keep as written' }).click()
  await expect(row22).toHaveCount(0)

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the rows with problems to a file' }).click()
  const saved = await readFile(await (await downloading).path(), 'utf8')
  expect(saved.split('\r\n').filter(Boolean)).toHaveLength(11)
  expect(saved).toContain('What to do')
  expect(saved).toContain(`"'=HYPERLINK`)

  await page.getByRole('button', { name: 'Import 15 people' }).click()
  await expect(page.getByText('15 people added, 0 updated, 0 unchanged.', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Import another file' }).click()
  await openFile(page, 'caseload-60.csv')
  await expect(page.getByText('0 people would be added, 0 updated, 60 are unchanged, 0 rows cannot come in yet.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
})

test('[C16] a cell that holds markup is shown as text and runs nothing', async ({ page }) => {
  await practise(page)
  await goTo(page, '/caseload/import')
  await openFile(page, 'caseload-with-problems.csv')
  const row24 = page.getByRole('listitem').filter({ hasText: 'Row 24' })
  await row24.getByRole('button', { name: 'Keep as written' }).click()
  await page.getByRole('button', { name: 'Import 14 people' }).click()
  await goTo(page, '/caseload')
  await page.getByLabel('Search by name or NHS number').fill('onerror')
  await expect(page.getByRole('gridcell', { name: /<IMG SRC=X/ })).toBeVisible()
  await expect(page.locator('img')).toHaveCount(0)
})

test('[C17] the caseload by keyboard alone: search, open a person, come back', { tag: '@long' }, async ({ page }) => {
  await practise(page)
  await goTo(page, '/caseload')
  await page.getByLabel('Search by name or NHS number').focus()
  await page.keyboard.type('999 000 0018')
  await expect(page.getByText(/^1 of \d+ people$/)).toBeVisible()
  await page.keyboard.press('Tab')
  for (let presses = 0; presses < 6 && !(await page.locator('.MuiDataGrid-root :focus').count()); presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /About FENWICK, Marlon/ })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Caseload' })).toBeFocused()
  await expectAccessible(page)
})

test('[C18] people chosen from the caseload come to a huddle', { tag: '@long' }, async ({ page }) => {
  await practise(page)
  await goTo(page, '/caseload/view/waiting')
  await page.getByRole('checkbox', { name: 'Choose this person' }).first().check()
  await page.getByRole('checkbox', { name: 'Choose this person' }).first().check()
  await page.getByRole('button', { name: 'Start a huddle with these' }).click()
  await expect(page).toHaveURL(/#\/huddle\/[0-9a-f]{32}/)
})

test('[C13] a file that is no CSV is said in a sentence, and nothing is lost', async ({ page }) => {
  await practise(page)
  await goTo(page, '/caseload/import')
  await page.locator('input[type=file]').setInputFiles({ name: 'caseload.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) })
  await expect(page.getByRole('alert')).toContainText('save it as “CSV UTF-8”')
  await expect(page.getByRole('alert')).toContainText('your caseload is as it was')
})
