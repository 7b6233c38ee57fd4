import { resolve } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { goTo } from '../record/alone.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'

const fixture = (name: string): string => resolve(import.meta.dirname, '../../fixtures/fhir', name)

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

async function openFile(page: Page, name: string): Promise<void> {
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await goTo(page, '/caseload/import')
  await page.locator('input[type=file]').setInputFiles(fixture(name))
}

test('[C56] a FHIR Bundle is shown before anything is saved, its questions are answered, and its person comes in', async ({ page }) => {
  await openFile(page, 'three-people.json')
  await expect(page.getByText('0 people would be added, 0 updated, 0 are unchanged, 3 rows cannot come in yet.')).toBeVisible()
  const notes = page.getByRole('region', { name: 'What the FHIR file says' })
  await expect(notes).toContainText('Family name Nowak')
  await expect(notes).toContainText('the NHS number was not taken: it does not agree with the person’s other details')
  await expect(notes).toContainText('phone numbers and e-mail addresses; addresses')
  await expect(notes).toContainText('Also in the file, and not used: Consent, Observation (2), Organization, something that is no FHIR resource.')
  await expectAccessible(page)

  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Row 1 · Nowak, Zofia' }) })
  const date = row.getByLabel('Referral Date, row 1')
  await date.fill('20/11/2026')
  await date.press('Enter')
  for (const [field, answer] of [
    ['Referral Source', 'GP'],
    ['Referral Route', 'Letter'],
    ['Status', 'Referred'],
    ['Contact Preference', 'Phone'],
  ] as const) {
    const question = page.getByRole('combobox', { name: `${field}, row 1` })
    await question.click()
    await page.getByRole('option', { name: answer, exact: true }).click()
    await row.locator('form').filter({ has: question }).getByRole('button', { name: 'Correct' }).click()
    await expect(question).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByText('1 person added, 0 updated, 0 unchanged.', { exact: false })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the caseload' }).click()
  await page.getByLabel('Search by name or NHS number').fill('999 000 0603')
  await page.getByRole('link', { name: /NOWAK, Zofia/ }).click()
  await expect(page.getByRole('region', { name: /About NOWAK, Zofia \(Ms\)/ })).toContainText('999 000 0603')
})

test('[C56] a FHIR Patient updates the person whom the caseload holds, and says what would change', async ({ page }) => {
  await openFile(page, 'fenwick.json')
  await expect(page.getByText('0 people would be added, 1 updated, 0 are unchanged, 0 rows cannot come in yet.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'People who would be updated · 1' })).toContainText('GP practice from B86051 to B86099')
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByText('0 people added, 1 updated, 0 unchanged.')).toBeVisible()
})
