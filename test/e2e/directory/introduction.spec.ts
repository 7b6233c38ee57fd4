import { expect, test } from '@playwright/test'
import { textbox } from '../../../src/cli/journey/participant.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessibleEverywhere } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { startPracticeHuddle } from '../huddle/seats.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('[D211] in a huddle, an introduction writes a service and how to reach it into an action, to be changed like any other', { tag: '@long' }, async ({ browser }) => {
  const page = await startPracticeHuddle(browser, app, 1)
  await page.getByRole('button', { name: 'Introduce to a service' }).click()
  const dialog = page.getByRole('dialog', { name: 'Introduce to a service' })
  const choice = dialog.getByRole('combobox', { name: 'Service' })
  await expect(choice).toBeFocused()
  await expect(dialog.getByRole('button', { name: 'Add the action' })).toBeDisabled()
  await page.keyboard.type('tuesday carers')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Nobody is known to have looked at its entry for over a year. Ring first.')).toBeVisible()
  await choice.fill('allotment')
  await page.keyboard.press('Enter')
  const says = 'Warm introduction to Allotment mornings, run by Green Corner (made up): 0113 496 0121, plot@green-corner.example'
  await expect(dialog.getByText(says)).toBeVisible()
  await expectAccessibleEverywhere(page, 'introduce to a service')
  await dialog.getByRole('button', { name: 'Add the action' }).click()
  const action = textbox(page, 'Action 1')
  await expect(action).toHaveText(says)
  await expect(action).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(', by Thursday')
  await expect(action).toHaveText(`${says}, by Thursday`)
})
