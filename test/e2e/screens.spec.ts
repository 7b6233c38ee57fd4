import { test, type Page } from '@playwright/test'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { expectAccessibleEverywhere } from './accessibility.ts'
import { startApp } from './app.ts'

/** Every screen before a team is there, wide and narrow, light and dark. */

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

test('[M12] axe finds nothing grave before a team is there', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(app.origin)
  await page.getByText('its own window').waitFor()
  await expectAccessibleEverywhere(page, 'cannot start')
  // Only the hash differs, and that alone would not load the page anew.
  await page.goto('about:blank')
  await page.goto(app.link)
  await button(page, 'Set up').waitFor()
  await expectAccessibleEverywhere(page, 'first page')
  await button(page, 'Join a huddle as a guest').click()
  await expectAccessibleEverywhere(page, 'guest join')
  await button(page, 'Join the huddle').click()
  await page.getByRole('alert').waitFor()
  await expectAccessibleEverywhere(page, 'guest join with things missing')
  await button(page, 'Back').click()
  await button(page, 'Join a team').click()
  await page.getByRole('heading', { name: 'Your staff card' }).waitFor()
  await expectAccessibleEverywhere(page, 'joining a team, staff card')
  await button(page, 'Back').click()
  await button(page, 'Set up').click()
  await expectAccessibleEverywhere(page, 'set-up, team')
  await button(page, 'Go on').click()
  await page.getByRole('alert').waitFor()
  await expectAccessibleEverywhere(page, 'set-up, team with things missing')
  await page.getByLabel('Team name').fill('West Leeds hub')
  await page.getByLabel('Area').fill('West Leeds')
  await page.getByLabel('How a person reaches the team').fill('0113 496 0100')
  await page.getByLabel('Whom a person can call in a crisis').fill('0113 496 0199')
  await button(page, 'Go on').click()
  await page.getByRole('heading', { name: 'Your staff card' }).waitFor()
  await expectAccessibleEverywhere(page, 'set-up, staff card')
})
