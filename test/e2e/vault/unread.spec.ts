import { expect, test } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { goTo, setUpTeam } from '../../../src/cli/journey/participant.ts'
import { startApp } from '../app.ts'

let app: Installation
test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(() => app.stop())

test('[M213] where the folder of the backups cannot be read, its panel says so and waits no longer', async ({ page }) => {
  await page.goto(app.link)
  await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await page.route('**/host/backups.about', (route) => route.abort())
  await goTo(page, 'Settings')
  const panel = page.getByRole('region', { name: 'Backup', exact: true })
  await expect(panel.getByRole('alert')).toBeVisible()
  await expect(panel.locator('.MuiSkeleton-root')).toHaveCount(0)
})
