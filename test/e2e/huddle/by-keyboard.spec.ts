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

async function typeDay(page: Page, field: string, days: number): Promise<void> {
  await tabTo(page.getByRole('group', { name: field, exact: true }).getByRole('spinbutton', { name: 'Day' }))
  const { day, month, year } = inDays(days)
  await page.keyboard.type(`${day}${month}${year}`)
}

async function name(page: Page, field: string, somebody: string): Promise<void> {
  await typeInto(page.getByRole('combobox', { name: field, exact: true }), somebody)
  await page.keyboard.press('Enter')
}

test('[J10] one whole huddle by keyboard alone: from the first page to the filed record', async ({ page }) => {
  const pointers = await countPointers(page)
  await page.goto(app.link)
  await press(button(page, 'Practise'))
  await press(page.getByRole('link', { name: 'Huddle', exact: true }))
  await press(page.getByRole('group').getByRole('checkbox').first(), 'Space')
  await press(button(page, 'Start a huddle'))

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
  await page.keyboard.type('Walk together on Thursday')
  await name(page, 'Owner of action 1', 'Alex Morgan')
  await typeDay(page, 'By when, action 1', 7)
  await name(page, 'Keyworker', 'Alex Morgan')
  await typeDay(page, 'Review date', 42)

  await press(button(page, 'Read back and close this discussion'))
  await expect(page.getByRole('heading', { name: 'Read back' })).toBeFocused()
  await press(button(page, 'Sign as a true record'))
  await press(button(page, 'Close this discussion'))
  await expect(page.getByRole('heading', { name: 'Decided' })).toBeFocused()

  await tabTo(button(page, 'Close the huddle'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Closing the huddle' })).toBeFocused()
  await press(button(page, 'Sign the record of this huddle'))
  await press(button(page, 'File the record'))
  await expect(page.getByText('The record is filed')).toBeFocused()
  await press(page.getByRole('link', { name: 'Actions', exact: true }).last())
  await expect(page.getByRole('heading', { name: 'Actions', exact: true })).toBeFocused()
  await expect(page.getByText('Walk together on Thursday')).toBeVisible()
  expect(await pointers()).toBe(0)
})
