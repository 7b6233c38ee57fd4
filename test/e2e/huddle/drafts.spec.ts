import { expect, test, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { startApp } from '../app.ts'
import { decideEverything, formulation, joinAsGuest, question, startPracticeHuddle } from './seats.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const agenda = (page: Page) => page.getByRole('region', { name: 'Agenda' }).locator('[data-item]')
const seenDifferently = (page: Page) => page.getByRole('textbox', { name: 'What you see differently' })
const theirWords = (page: Page) => page.getByRole('textbox', { name: 'What they said, in their words' })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const howGiven = (page: Page) => page.getByRole('combobox', { name: 'How it was given' })

test('[M180] [M181] [M187] [M192] [V156] [L172] what is half typed stands when the chair moves on and comes back, reads back, and takes it back to the table; what is too long is not cut', async ({ browser }) => {
  test.setTimeout(120_000)
  const chair = await startPracticeHuddle(browser, app, 2)
  const guest = await joinAsGuest(browser, app, chair, 'Sam Whitlock')
  await decideEverything(chair)

  await guest.getByRole('button', { name: 'Add a challenge' }).click()
  await seenDifferently(guest).fill('Ask about work fi')
  await guest.getByRole('button', { name: 'Add their words' }).click()
  await theirWords(guest).fill('I would like somebody to')
  await howGiven(guest).fill('by pho')
  const stands = async () => {
    await expect(seenDifferently(guest)).toHaveValue('Ask about work fi')
    await expect(theirWords(guest)).toHaveValue('I would like somebody to')
    await expect(howGiven(guest)).toHaveValue('by pho')
  }

  await agenda(chair).nth(1).getByRole('button').first().click()
  await expect(agenda(guest).nth(1).locator('[aria-current]')).toBeVisible()
  await expect(seenDifferently(guest)).toHaveCount(0)
  await agenda(chair).nth(0).getByRole('button').first().click()
  await question(guest).waitFor()
  await stands()

  await chair.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await expect(guest.getByRole('heading', { name: 'Read back' })).toBeVisible()
  await stands()
  await chair.getByRole('button', { name: 'Back to the table' }).click()
  await question(guest).waitFor()
  await stands()

  const asked = guest.waitForEvent('dialog')
  await guest.close({ runBeforeUnload: true })
  const leaving = await asked
  expect(leaving.type()).toBe('beforeunload')
  await leaving.dismiss()
  await stands()

  await theirWords(guest).fill('x'.repeat(5001))
  await expect(guest.getByText('This is 1 character longer than the 5,000 that are kept here.')).toBeVisible()
  await expect(guest.getByRole('button', { name: 'Write it down' })).toBeDisabled()
  await theirWords(guest).fill('I would like somebody to ring me.')
  await guest.getByRole('button', { name: 'Write it down' }).click()
  await expect(chair.getByText('“I would like somebody to ring me.”')).toBeVisible()
  await expect(theirWords(guest)).toHaveCount(0)
  await seenDifferently(guest).fill('Ask about work first.')
  await guest.getByRole('button', { name: 'Record my challenge' }).click()
  await expect(chair.getByText('Sam Whitlock: “Ask about work first.”')).toBeVisible()
  await expect(seenDifferently(guest)).toHaveCount(0)

  await formulation(chair).click()
  await chair.keyboard.type('Lost the flat in spring.')
  await chair.keyboard.press('Control+a')
  await chair.keyboard.press('Control+Alt+m')
  await chair.keyboard.type('Which year?')
  await chair.getByRole('button', { name: 'Comment', exact: true }).click()
  await guest.getByRole('listitem', { name: 'Comment by Alex Morgan' }).getByRole('button', { name: 'Reply' }).click()
  await field(guest, 'Your reply').fill('This o')
  await guest.getByRole('tab', { name: 'Care plan' }).click()
  await guest.getByRole('button', { name: 'Not done' }).click()
  await field(guest, 'Why it was not done').fill('The bus was la')
  await chair.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await guest.getByRole('button', { name: 'I do not sign' }).click()
  await field(guest, 'Why you do not sign').fill('Work is le')
  await agenda(chair).nth(1).getByRole('button').first().click()
  await expect(field(guest, 'Why you do not sign')).toHaveCount(0)
  await agenda(chair).nth(0).getByRole('button').first().click()
  await expect(field(guest, 'Why you do not sign')).toHaveValue('Work is le')
  await expect(field(guest, 'Your reply')).toHaveValue('This o')
  await guest.getByRole('tab', { name: 'Care plan' }).click()
  await expect(field(guest, 'Why it was not done')).toHaveValue('The bus was la')

  await chair.getByRole('button', { name: 'Sign as a true record' }).click()
  await chair.getByRole('button', { name: 'Close this discussion' }).click()
  await guest.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await guest.getByRole('button', { name: /^Copy: Why you do not sign, / }).click()
  await expect(guest.getByRole('button', { name: /^Copied: Why you do not sign, / })).toBeFocused()
  expect(await guest.evaluate(() => navigator.clipboard.readText())).toBe('Work is le')
  await guest.getByRole('button', { name: /^Put away: Why you do not sign, / }).click()
  await expect(guest.getByText('Work is le')).toHaveCount(0)
  await guest.getByRole('button', { name: 'Put it back' }).click()
  await expect(guest.getByText('Work is le')).toBeVisible()
  await guest.getByRole('button', { name: /^Put away: Why you do not sign, / }).click()
  await expect(guest.getByRole('button', { name: 'Put it back' })).toBeVisible()
  await guest.context().close()
  await chair.context().close()
})
