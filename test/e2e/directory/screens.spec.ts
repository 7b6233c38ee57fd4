import { expect, test } from '@playwright/test'
import { goTo, setUpTeam } from '../../../src/cli/journey/participant.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessibleEverywhere } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { byMouse, chooseFiles, fixture, openOnly } from './bring-in.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('[D213] axe finds nothing grave on any screen of the directory', { tag: '@long' }, async ({ page }) => {
  await page.goto(app.link)
  await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await goTo(page, 'Directory')
  await expect(page.getByText('No services are known yet.', { exact: false })).toBeVisible()
  await expectAccessibleEverywhere(page, 'directory, nothing there yet')
  await page.getByRole('link', { name: 'Import a directory' }).click()
  await chooseFiles(page, fixture('west-side.json'), byMouse(page))
  await page.getByRole('button', { name: 'Import 5 services' }).click()
  await page.getByRole('button', { name: 'Import another' }).click()
  await chooseFiles(page, fixture('west-side-later.json'), byMouse(page))
  await expectAccessibleEverywhere(page, 'directory import, look')
  await page.getByRole('button', { name: 'Import 4 services' }).click()
  await page.getByRole('link', { name: 'Go to the directory' }).click()
  await page.getByRole('gridcell').first().waitFor()
  await expectAccessibleEverywhere(page, 'directory')
  await page.getByLabel('Search the directory').fill('kitchen')
  await openOnly(page, 'Evening Kitchen')
  await page.getByRole('heading', { level: 1, name: 'Evening Kitchen' }).waitFor()
  await expectAccessibleEverywhere(page, 'a service of the directory')
})
