import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { startApp } from '../app.ts'
import { startHuddleOfFirst } from '../../../src/cli/journey/participant.ts'

/** Opens the app with the practice team and starts a huddle about the first `people` whom it suggests. */
export async function startPracticeHuddle(browser: Browser, app: Installation, people: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await startHuddleOfFirst(page, people)
  await question(page).waitFor()
  return page
}

/** A colleague from another organisation joins by the chair's invite, in a window that keeps nothing. */
export async function joinAsGuest(browser: Browser, app: Installation, chair: Page, name: string): Promise<Page> {
  await chair.getByRole('button', { name: 'Invite', exact: true }).click()
  await chair.getByRole('button', { name: 'Make the invite' }).click()
  const code = await chair.getByLabel('Code', { exact: true }).inputValue()
  await chair.getByRole('button', { name: 'Done' }).click()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${app.link}/seat/${code}`)
  await fillGuestCard(page, name)
  await chair.getByRole('button', { name: `Let ${name} in`, exact: true }).click()
  await question(page).waitFor()
  return page
}

/** A chair and a guest, Sam Whitlock, at one person's discussion: from before the first test of a file until after its last. */
export interface TwoSeats {
  readonly app: Installation
  readonly chair: Page
  readonly guest: Page
}

export function twoSeats(): TwoSeats {
  const seats: { -readonly [Part in keyof TwoSeats]?: TwoSeats[Part] } = {}
  test.beforeAll(async ({ browser }) => {
    const app = (seats.app = await startApp())
    const chair = (seats.chair = await startPracticeHuddle(browser, app, 1))
    seats.guest = await joinAsGuest(browser, app, chair, 'Sam Whitlock')
    await expect(chair.getByRole('contentinfo', { name: 'Status' })).toContainText('Shared with 1 of 1')
  })
  test.afterAll(async () => {
    await seats.guest?.context().close()
    await seats.chair?.context().close()
    await seats.app?.stop()
  })
  return {
    get app() {
      return taken(seats.app)
    },
    get chair() {
      return taken(seats.chair)
    },
    get guest() {
      return taken(seats.guest)
    },
  }
}

function taken<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('Nobody is there before the first test.')
  return part
}

/** What a guest says of themselves before they knock. */
export async function fillGuestCard(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await choose(page, 'Your role', 'Social worker')
  await page.getByLabel('Your organisation').fill('Practice trust')
  await choose(page, 'Kind of organisation', 'NHS trust or integrated care board')
  await page.getByRole('button', { name: 'Join the huddle' }).click()
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

export const question = (page: Page): Locator => page.getByRole('textbox', { name: 'Question' })
export const formulation = (page: Page): Locator => page.getByRole('textbox', { name: 'Formulation' })

/** One writes the formulation anew, and the other has it. */
export async function writeFormulation({ chair, guest }: Pick<TwoSeats, 'chair' | 'guest'>, text: string): Promise<void> {
  await formulation(chair).click()
  await chair.keyboard.press('Control+A')
  await chair.keyboard.type(text)
  await expect(formulation(guest)).toContainText(text)
}

/** Fills a date field section by section, as somebody types it. */
export async function typeDay(page: Page, field: string, day: string, month: string, year: string): Promise<void> {
  await page.getByRole('group', { name: field }).getByRole('spinbutton', { name: 'Day' }).click()
  await page.keyboard.type(`${day}${month}${year}`)
}

/** Pastes into the element that has the keyboard, as the browser would. */
export async function paste(page: Page, text: string, html?: string): Promise<void> {
  await page.evaluate(
    ({ plain, markup }) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', plain)
      if (markup !== undefined) clipboardData.setData('text/html', markup)
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { plain: text, markup: html },
  )
}

/** Fills in whatever a decision needs before it can be read back. */
export async function decideEverything(page: Page): Promise<void> {
  for (const [field, text] of [
    ['Question', 'Who is the keyworker?'],
    ['Decision', 'Jo is the keyworker.'],
    ['Why', 'They know each other.'],
  ] as const) {
    await page.getByRole('textbox', { name: field, exact: true }).click()
    await page.keyboard.type(text)
  }
  await page.getByRole('combobox', { name: 'Keyworker' }).fill('Jo Lind')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Add an action' }).click()
  await page.keyboard.type('Meet at home')
  await page.getByRole('combobox', { name: 'Owner of action 1' }).fill('Sam Whitlock')
  await page.keyboard.press('Tab')
  await typeDay(page, 'By when, action 1', '25', 'N', '2031')
  await typeDay(page, 'Review date', '06', 'D', '2031')
}
