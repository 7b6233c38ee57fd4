import { expect, test } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { goTo } from '../../../src/cli/journey/participant.ts'
import { startApp } from '../app.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const many = 5000

/** An extract of so many people, all different, none with an NHS number. */
function extractOf(count: number): Buffer {
  const head = 'NHS Number,No Number Because,Family Name,Given Name,Date of Birth,Gender,Area,Referral Date,Referral Source,Referral Route,Status,Contact Preference'
  const rows = Array.from({ length: count }, (_, at) => `,,Family${String(at).padStart(4, '0')},Given,07/06/19${60 + (at % 40)},Female,West Leeds,02/11/2026,GP,Phone,Active,Phone`)
  return Buffer.from([head, ...rows].join('\r\n'))
}

test('[C38] 5,000 people: imported, searched, scrolled through and opened', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(180_000)
  let began = Date.now()
  const done = (step: string): void => {
    test.info().annotations.push({ type: 'took', description: `${step}: ${Date.now() - began} ms` })
    began = Date.now()
  }
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await goTo(page, 'Caseload')
  await page.getByRole('link', { name: 'Import a caseload' }).first().click()
  done('opening')
  await page.getByLabel('CSV file').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: extractOf(many) })
  await page.getByRole('button', { name: 'See what would happen' }).click()
  await page.getByRole('button', { name: 'Import 5,000 people' }).waitFor()
  done('judging 5,000 rows')
  await page.getByRole('button', { name: 'Import 5,000 people' }).click()
  await page.getByText(/^5,000 people added/).waitFor({ timeout: 60_000 })
  done('importing 5,000 people')
  await page.getByRole('link', { name: 'Go to the caseload' }).click()
  await page.getByRole('gridcell').first().waitFor()
  done('opening the caseload')
  const search = page.getByLabel('Search by name or NHS number')
  await search.fill('family4321')
  await expect(page.getByText(/^1 of 5,0\d\d people$/)).toBeVisible()
  done('searching')
  await search.fill('family')
  await expect(page.getByText(/^5,000 of 5,0\d\d people$/)).toBeVisible()
  done('searching for all of them')
  await page.getByRole('button', { name: 'Go to next page' }).click()
  const last = page.getByRole('gridcell', { name: 'FAMILY0199, Given' })
  await page.getByRole('gridcell', { name: 'FAMILY0100, Given' }).hover()
  await expect(async () => {
    await page.mouse.wheel(0, 1000)
    await expect(last).toBeVisible({ timeout: 200 })
  }).toPass()
  done('scrolling to the end of the next hundred')
  await last.click()
  await expect(page.getByRole('region', { name: 'About FAMILY0199, Given' })).toBeVisible()
  done('opening one')
})
