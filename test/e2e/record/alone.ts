import { expect, type Browser, type Page } from '@playwright/test'
import { closeDiscussion, nameSomebody, pickDay, signTrueRecord, write, type Participant } from '../../../src/cli/journey/participant.ts'
import { startPracticeHuddle } from '../huddle/seats.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'

/** Somebody of the practice team decides for one person, alone in the huddle, signs, and stands before filing it. */
export async function decideAlone(browser: Browser, app: Installation): Promise<Page> {
  const page = await startPracticeHuddle(browser, app, 1)
  const alex: Participant = { name: 'Alex Morgan', page }
  await write(alex, 'Question', 'What comes first?')
  await write(alex, 'Decision', 'Housing first, with one keyworker.')
  await write(alex, 'Why', 'It is what they asked for.')
  await page.getByRole('button', { name: 'Add an action' }).click()
  await write(alex, 'Action 1', 'Ring on Thursday')
  await nameSomebody(alex, 'Owner of action 1', 'Alex Morgan')
  await pickDay(alex, 'By when, action 1', { day: '25', month: '11', year: '2031' })
  await nameSomebody(alex, 'Keyworker', 'Alex Morgan')
  await pickDay(alex, 'Review date', { day: '06', month: '12', year: '2031' })
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await signTrueRecord(alex)
  await closeDiscussion(alex)
  await press(page, 'Close the huddle')
  await press(page, 'Sign the record of this huddle')
  await expect(page.getByRole('listitem').filter({ hasText: 'Alex Morgan signed' })).toBeVisible()
  return page
}

/** By keyboard, once the button can be used. */
export async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await expect(button).toBeEnabled()
  await button.press('Enter')
}

/** The same, filed. */
export async function fileAlone(browser: Browser, app: Installation): Promise<Page> {
  const page = await decideAlone(browser, app)
  await press(page, 'File the record')
  await expect(page.getByText('The record is filed')).toBeVisible()
  return page
}

/** Goes to a place by its address. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, route)
}
