import { expect, test, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { inDays } from '../../../src/cli/journey/participant.ts'
import { startApp } from '../app.ts'
import { countPointers, press, tabTo, typeInto } from '../keyboard.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** What has the keyboard; nothing where that was lost. */
const focused = (page: Page) => page.locator(':focus')

async function typeDay(page: Page, field: string, days: number): Promise<void> {
  await tabTo(page.getByRole('group', { name: field, exact: true }).getByRole('spinbutton', { name: 'Day' }))
  const { day, month, year } = inDays(days)
  await page.keyboard.type(`${day}${month}${year}`)
}

async function name(page: Page, field: string, somebody: string): Promise<void> {
  await typeInto(page.getByRole('combobox', { name: field, exact: true }), somebody)
  await page.keyboard.press('Enter')
}

test('[J10] [M184] one whole huddle by keyboard alone, which is never nowhere: from the first page to the filed record', async ({ page }) => {
  const pointers = await countPointers(page)
  await page.goto(app.link)
  await press(button(page, 'Practise'))
  await press(page.getByRole('link', { name: 'Huddle', exact: true }))
  await press(page.getByRole('group').getByRole('checkbox').first(), 'Space')
  for (const another of [1, 2]) await press(page.getByRole('group').getByRole('checkbox').nth(another), 'Space')
  await press(button(page, 'Start a huddle'))

  const second = page.locator('[data-item]').nth(1)
  await tabTo(second.getByRole('button', { name: /^More for/ }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page.getByRole('menuitem', { name: 'Park until the next huddle…' }), 'ArrowUp')
  await page.keyboard.press('Enter')
  await typeInto(textbox(page, 'Why it waits'), 'No time today')
  await press(button(page, 'Park'))
  const parked = page.locator('[data-item]', { hasText: 'Parked: No time today' })
  await expect(parked).toBeFocused()
  await press(parked.getByRole('button', { name: /^More for/ }))
  await tabTo(page.getByRole('menuitem', { name: 'Bring back to the agenda' }), 'ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.locator('output', { hasText: 'is back on the agenda.' })).toBeAttached()
  await expect(focused(page)).toContainText('New referral')

  await press(button(page, 'Add their words'))
  await page.keyboard.type('I want my mornings back.')
  await typeInto(page.getByRole('combobox', { name: 'How it was given' }), 'by phone')
  await press(button(page, 'Write it down'))
  await expect(page.getByText('“I want my mornings back.”')).toBeVisible()
  await typeInto(textbox(page, 'Formulation'), 'Nights are long since the move.')

  await page.keyboard.press('F6')
  for (const [field, text] of [
    ['Question', 'Who should be the keyworker?'],
    ['Decision', 'A hub keyworker, and mornings first.'],
    ['Why', 'Sleep comes before the rest.'],
  ] as const) {
    await typeInto(textbox(page, field), text)
  }
  await press(button(page, 'Add an action'))
  await expect(textbox(page, 'Action 1')).toBeFocused()
  await press(button(page, 'Remove action 1'))
  await expect(focused(page)).toContainText('Action 1 removed.')
  await press(button(page, 'Put it back'))
  await expect(page.getByRole('list', { name: 'Who does what, by when' })).toBeFocused()
  await tabTo(textbox(page, 'Action 1'))
  await page.keyboard.type('Walk together on Thursday')
  await name(page, 'Owner of action 1', 'Alex Morgan')
  await typeDay(page, 'By when, action 1', 7)
  await name(page, 'Keyworker', 'Alex Morgan')
  await typeDay(page, 'Review date', 42)

  await press(button(page, 'Read back and close this discussion'))
  await expect(page.getByRole('heading', { name: 'Read back' })).toBeFocused()
  await press(button(page, 'Back to the table'))
  await expect(focused(page)).toContainText('What the person wants')
  await press(button(page, 'Read back and close this discussion'))
  await press(button(page, 'I do not sign'))
  await typeInto(textbox(page, 'Why you do not sign'), 'Not yet.')
  await press(button(page, 'Record that I do not sign'))
  await expect(page.locator('output', { hasText: 'It is recorded that you do not sign.' })).toBeAttached()
  await expect(focused(page)).toContainText('Sign as a true record')
  await press(button(page, 'Sign as a true record'))
  await expect(page.getByText('You have signed this as a true record.').first()).toBeFocused()
  await press(button(page, 'Close this discussion'))
  await expect(page.getByRole('heading', { name: 'Decided' })).toBeFocused()

  await tabTo(button(page, 'Close the huddle'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Closing the huddle' })).toBeFocused()
  const stillOpen = page.getByRole('list', { name: 'Still open' })
  for (const left of [1, 0]) {
    await press(stillOpen.getByRole('button', { name: /^Park / }).first())
    await page.keyboard.type('No time today')
    await press(button(page, 'Park'))
    await expect(stillOpen.getByRole('listitem')).toHaveCount(left)
    await expect(left > 0 ? stillOpen : page.getByRole('heading', { name: 'Closing the huddle' })).toBeFocused()
  }
  await press(button(page, 'Ask everybody to sign'))
  await button(page, 'Sign the record of this huddle').waitFor()
  await expect(page.getByRole('heading', { name: 'Closing the huddle' })).toBeFocused()
  await press(button(page, 'Sign the record of this huddle'))
  await expect(focused(page)).toContainText('Everybody here has signed.')
  await press(button(page, 'File the record'))
  await expect(page.getByText('The record is filed')).toBeFocused()
  await press(page.getByRole('link', { name: 'Actions', exact: true }).last())
  await expect(page.getByRole('heading', { name: 'Actions', exact: true })).toBeFocused()
  await expect(page.getByText('Walk together on Thursday')).toBeVisible()
  expect(await pointers()).toBe(0)
})
