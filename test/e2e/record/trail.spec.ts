import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { goTo } from './alone.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('[R83] [R205] a legal hold is set and lifted with a reason; the list of who saw what says so, is narrowed and saved', { tag: '@long' }, async ({ page }) => {
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await goTo(page, '/caseload')
  await page.getByRole('link', { name: /FENWICK, Marlon/ }).click()
  const kept = page.getByRole('region', { name: 'How long this is kept' })
  await expect(kept).toContainText('Kept while they are with the team, and for 20 years after that.')
  await kept.getByRole('button', { name: 'Set a legal hold' }).click()
  await kept.getByLabel('Why nothing may be erased').fill('The coroner has asked')
  await kept.getByRole('button', { name: 'Set the hold' }).click()
  await expect(kept).toContainText('Kept until the legal hold is lifted. The reason for the hold: The coroner has asked')
  await expectAccessible(page)
  await kept.getByRole('button', { name: 'Lift the legal hold' }).click()
  await kept.getByLabel('Why the hold is lifted').fill('The inquest is over')
  await kept.getByRole('button', { name: 'Lift the hold' }).click()
  await expect(kept).toContainText('Kept while they are with the team')

  await page.getByRole('link', { name: /^All of it/ }).click()
  const grid = page.getByRole('grid', { name: 'Who saw and changed what' })
  await expect(grid.getByText('Lifted the legal hold: The inquest is over')).toBeVisible()
  await expect(page.getByRole('region', { name: /^About / })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('combobox', { name: 'What', exact: true }).click()
  await page.getByRole('option', { name: 'Viewed' }).click()
  await expect(grid.getByText('Lifted the legal hold')).toHaveCount(0)
  await expect(grid.getByText('Opened the person’s page')).toBeVisible()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save these as CSV' }).click()
  const saved = await readFile(await (await downloading).path(), 'utf8')
  expect(saved).toContain('Alex Morgan,Viewed,"FENWICK, Marlon (Mx)",Opened the person’s page')
  expect(saved).not.toContain('legal hold')
  const bundling = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save these as FHIR' }).click()
  const bundle = JSON.parse(await readFile(await (await bundling).path(), 'utf8'))
  expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection', entry: expect.arrayContaining([expect.objectContaining({ resource: expect.objectContaining({ resourceType: 'AuditEvent', outcomeDesc: 'Opened the person’s page' }) })]) })
  expect(JSON.stringify(bundle)).not.toContain('legal hold')

  await goTo(page, '/record')
  await page.getByRole('link', { name: 'Who saw and changed what' }).click()
  await expect(grid.getByText('Opened the team’s list of who saw and changed what').first()).toBeVisible()
})
