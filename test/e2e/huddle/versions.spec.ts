import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../accessibility.ts'
import { formulation, twoSeats, typeDay } from './seats.ts'

const seats = twoSeats()

const facts = (page: Page) => page.getByRole('region', { name: 'About this formulation' })

async function rewrite(page: Page, text: string): Promise<void> {
  await formulation(page).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

test('[M194] what a version is to be called stands until it is kept', async () => {
  const { chair } = seats
  await chair.getByRole('button', { name: 'Versions' }).click()
  await chair.getByRole('button', { name: 'Keep the text as it stands' }).click()
  const name = chair.getByRole('textbox', { name: 'What this version is' })
  await name.fill('Before the review')
  await chair.getByRole('button', { name: 'Keep this version' }).click()
  await expect(chair.getByRole('alert')).toBeVisible()
  await expect(name).toHaveValue('Before the review')
  await chair.getByRole('button', { name: 'Cancel' }).click()
  await chair.getByRole('button', { name: 'Done', exact: true }).click()
})

test('[M100] versions are listed with who, when and why, compared in words, and one is brought back on every screen', async () => {
  const { chair, guest } = seats
  await rewrite(chair, 'Lost the flat in spring.')
  await chair.getByRole('button', { name: 'Versions' }).click()
  await chair.getByRole('button', { name: 'Keep the text as it stands' }).click()
  await chair.getByRole('textbox', { name: 'What this version is' }).fill('Before the review')
  await chair.getByRole('button', { name: 'Keep this version' }).click()
  await expect(chair.getByRole('list', { name: 'Versions' })).toContainText(/“Before the review”Alex Morgan, Team manager \/ leader · \d\d-\w{3}-\d{4} \d\d:\d\d/)
  await chair.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(chair.getByRole('button', { name: 'Versions' })).toBeFocused()

  await expect(formulation(guest)).toHaveText('Lost the flat in spring.')
  await formulation(guest).click()
  await guest.keyboard.press('End')
  await guest.keyboard.type(' Two moves since.')
  await guest.getByRole('button', { name: 'Versions' }).click()
  const comparison = guest.getByRole('region', { name: 'Comparison' })
  await expect(comparison.getByRole('heading')).toHaveText('From “Before the review” to the text as it stands now')
  await expect(comparison).toContainText('3 words added, 0 words taken out.')
  await expect(comparison.getByRole('insertion').last()).toContainText('(added: Two moves since.)')
  await expect(comparison.getByRole('insertion').last()).toHaveCSS('text-decoration-line', 'underline')
  await expectAccessible(guest)

  await guest.getByRole('button', { name: 'Bring this version back' }).click()
  await expect(guest.getByRole('list', { name: 'Versions' })).toContainText('Before “Before the review” was brought back')
  await guest.getByRole('button', { name: 'Done', exact: true }).click()
  for (const page of [chair, guest]) await expect(formulation(page)).toHaveText('Lost the flat in spring.')

  await chair.getByRole('button', { name: 'Versions' }).click()
  const kept = chair.getByRole('list', { name: 'Versions' }).getByRole('button')
  await expect(kept).toHaveCount(2)
  await kept.filter({ hasText: 'was brought back' }).click()
  await expect(chair.getByRole('region', { name: 'Comparison' })).toContainText('0 words added, 3 words taken out.')
  await chair.getByRole('button', { name: 'Remove this version' }).click()
  await expect(kept).toHaveCount(1)
  await chair.getByRole('button', { name: 'Put it back' }).click()
  await expect(kept).toHaveCount(2)
  await expect(chair.getByRole('region', { name: 'Comparison' })).toBeFocused()
  await chair.keyboard.press('Escape')
  await expect(formulation(chair)).toBeVisible()
})

test('[M101] how a formulation was made and how sure it is stands beside it, by keyboard, on every screen', async () => {
  const { chair, guest } = seats
  await facts(chair).getByRole('button', { name: 'Change this' }).focus()
  await chair.keyboard.press('Enter')
  await facts(chair).getByRole('combobox', { name: 'How it was made' }).press('Enter')
  await chair.getByRole('option', { name: 'Together with the person' }).press('Enter')
  await facts(chair).getByRole('combobox', { name: 'How sure we are' }).press('Enter')
  await chair.getByRole('option', { name: 'A working hypothesis' }).press('Enter')
  await typeDay(chair, 'Shared with the person on', '23', 'N', '2026')
  const author = facts(chair).getByRole('combobox', { name: 'Add an author' })
  for (const name of ['Sam Whitlock', 'Ana, a cousin']) {
    await author.fill(name)
    await author.press('Enter')
  }
  await expect(facts(guest)).toContainText('By Ana, a cousin and Sam Whitlock · Together with the person · A working hypothesis · Shared with them 23-Nov-2026 · ')
  await expect(facts(chair).getByRole('list', { name: 'Authors' })).toContainText('Sam Whitlock, Social worker')
  await expectAccessible(chair)
  await facts(chair).getByRole('button', { name: 'Done with this' }).click()
})
