import { expect, test, type Page } from '@playwright/test'
import { decideEverything, formulation, question, twoSeats, typeDay } from './seats.ts'

const reviewDate = (page: Page) => page.getByRole('group', { name: 'Review date' })

const seats = twoSeats()

test('[M9] a colleague’s caret carries their name, and undo takes back only what one wrote oneself', async () => {
  const { chair, guest } = seats
  await formulation(chair).click()
  // At once: on a busy machine, letters that come half a second apart are undone one by one.
  await chair.keyboard.insertText('From the chair.')
  await expect(formulation(guest)).toContainText('From the chair.')
  await formulation(guest).click()
  await guest.keyboard.press('Control+End')
  await guest.keyboard.type(' From Sam.')
  await expect(formulation(chair)).toContainText('From Sam.')
  await expect(formulation(chair).locator('.live-caret-name')).toHaveText('Sam Whitlock')
  await formulation(chair).click()
  await chair.keyboard.press('Control+z')
  await expect(formulation(chair)).not.toContainText('From the chair.')
  await expect(formulation(guest)).not.toContainText('From the chair.')
  await expect(formulation(guest)).toContainText('From Sam.')
})

test('[M10] two keyworkers written apart stand side by side in the field until somebody chooses, on every screen', async () => {
  const { chair, guest } = seats
  await guest.getByRole('button', { name: 'Work offline' }).click()
  await expect(guest.getByRole('contentinfo', { name: 'Status' })).toContainText('Working offline')
  for (const [page, name] of [
    [chair, 'Robin Ade'],
    [guest, 'Jo Lind'],
  ] as const) {
    await page.getByRole('combobox', { name: 'Keyworker' }).fill(name)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('combobox', { name: 'Keyworker' })).toHaveValue(name)
  }
  await guest.getByRole('button', { name: 'Go online' }).click()
  for (const page of [chair, guest]) {
    const choice = page.getByRole('group', { name: 'Choose between keyworkers' })
    await expect(choice).toContainText(/Robin Ade written by Alex Morgan, \d\d:\d\d/)
    await expect(choice).toContainText(/Jo Lind written by Sam Whitlock, \d\d:\d\d/)
  }
  await expect(chair.getByRole('button', { name: 'Read back and close this discussion' })).toHaveAccessibleDescription(/one keyworker \(two were written\)/)
  await chair.getByRole('button', { name: 'Keep Jo Lind' }).click()
  for (const page of [chair, guest]) await expect(page.getByRole('combobox', { name: 'Keyworker' })).toHaveValue('Jo Lind')
  await expect(chair.getByRole('combobox', { name: 'Keyworker' })).toBeFocused()
})

test('[M182] a name that is still being typed stands beside one that a colleague wrote meanwhile, and replaces none unseen', async () => {
  const { chair, guest } = seats
  await guest.getByRole('combobox', { name: 'Keyworker' }).fill('Robin Ade')
  await chair.getByRole('combobox', { name: 'Keyworker' }).fill('Mei Tanaka')
  await chair.keyboard.press('Tab')
  // The field of somebody who types shows what they type: that the other's name has arrived shows elsewhere.
  await expect(guest.getByRole('contentinfo', { name: 'Status' })).toContainText('Shared with 1 of 1')
  await chair.getByRole('textbox', { name: 'Question', exact: true }).click()
  await chair.keyboard.type('Sent.')
  await expect(question(guest)).toContainText('Sent.')
  await chair.keyboard.press('Control+a')
  await chair.keyboard.press('Delete')
  await expect(question(guest)).not.toContainText('Sent.')
  await guest.getByRole('combobox', { name: 'Keyworker' }).press('Tab')
  for (const page of [chair, guest]) {
    const choice = page.getByRole('group', { name: 'Choose between keyworkers' })
    await expect(choice).toContainText('Robin Ade written by Sam Whitlock')
    await expect(choice).toContainText('Mei Tanaka written by Alex Morgan')
  }
  await chair.getByRole('button', { name: 'Keep Robin Ade' }).click()
  for (const page of [chair, guest]) await expect(page.getByRole('combobox', { name: 'Keyworker' })).toHaveValue('Robin Ade')
})

test('[M195] a date that a colleague changes shows also to whoever still has the keyboard in the field', async () => {
  const { chair, guest } = seats
  await typeDay(guest, 'Review date', '06', 'D', '2031')
  await expect(reviewDate(chair)).toContainText('06-Dec-2031')
  await typeDay(chair, 'Review date', '13', 'N', '2032')
  for (const page of [chair, guest]) await expect(reviewDate(page)).toContainText('13-Nov-2032')
})

test('[M11] what is read back is signed or challenged by name, and a challenge brings it back to the table', async () => {
  const { chair, guest } = seats
  await decideEverything(chair)
  await chair.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await expect(chair.getByRole('heading', { name: 'Read back' })).toBeFocused()
  await expect(chair.getByText('We look at this again on 6 December 2031.')).toBeVisible()

  await guest.getByRole('button', { name: 'Challenge', exact: true }).click()
  await guest.getByRole('textbox', { name: 'What you see differently' }).fill('Ask about work first.')
  await guest.getByRole('button', { name: 'Record my challenge' }).click()
  await expect(question(chair)).toBeVisible()
  await expect(chair.getByText('Sam Whitlock: “Ask about work first.”')).toBeVisible()

  await chair.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await expect(chair.getByRole('heading', { name: 'Challenge by Sam Whitlock' })).toBeVisible()
  const close = chair.getByRole('button', { name: 'Close this discussion' })
  await expect(close).toHaveAccessibleDescription('It closes once the chair has signed.')
  await guest.getByRole('button', { name: 'I do not sign' }).click()
  await guest.getByRole('textbox', { name: 'Why you do not sign' }).fill('Work was left out.')
  await guest.getByRole('button', { name: 'Record that I do not sign' }).click()
  await expect(chair.getByText('Sam Whitlock does not sign: “Work was left out.”')).toBeVisible()
  await chair.getByRole('button', { name: 'Sign as a true record' }).click()
  await expect(close).toHaveAccessibleDescription('Everybody here has answered.')
  await close.click()
  await expect(chair.getByRole('heading', { name: 'Decided' })).toBeFocused()
  await expect(guest.getByRole('heading', { name: 'Decided' })).toBeVisible()
})
