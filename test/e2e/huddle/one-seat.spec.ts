import { expect, test, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { goTo } from '../../../src/cli/journey/participant.ts'
import { expectAccessibleEverywhere } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { tabTo } from '../keyboard.ts'
import { formulation, paste, question, startPracticeHuddle, typeDay } from './seats.ts'

let app: Installation
let page: Page

test.beforeAll(async ({ browser }) => {
  app = await startApp()
  page = await startPracticeHuddle(browser, app, 3)
})

test.afterAll(async () => {
  await page?.context().close()
  await app?.stop()
})

const readBack = () => page.getByRole('button', { name: 'Read back and close this discussion' })
const agendaRows = () => page.getByRole('region', { name: 'Agenda' }).getByRole('listitem')

test('[M1] what is missing is said in words, and the button that it holds back says the same and can be reached', async () => {
  await expect(readBack()).toHaveAttribute('aria-disabled', 'true')
  await expect(readBack()).toHaveAccessibleDescription(/^Still missing: the question, the decision, why, who does what, by when, keyworker and review date\.$/)
  await readBack().focus()
  await expect(readBack()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Read back' })).toHaveCount(0)
  await question(page).click()
  await page.keyboard.type('Who is the keyworker?')
  await expect(readBack()).toHaveAccessibleDescription(/^Still missing: the decision,/)
})

test('[M170] what somebody opens in the very moment that a huddle begins stays open', async ({ browser }) => {
  const context = await browser.newContext()
  const early = await context.newPage()
  await early.addInitScript(() =>
    new MutationObserver((_, watch) => {
      const invite = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Invite')
      if (invite) watch.disconnect()
      invite?.click()
    }).observe(document, { childList: true, subtree: true }),
  )
  await early.goto(app.link)
  await early.getByRole('button', { name: 'Practise' }).click()
  await goTo(early, 'Huddle')
  await early.getByRole('button', { name: 'Start a huddle' }).click()
  await expect(early).toHaveURL(/#\/huddle\/.+/)
  await expect(early.getByRole('dialog', { name: 'Invite to this huddle' })).toBeVisible()
  await context.close()
})

test('[M2] a paste larger than a note takes is refused in words and changes nothing', async () => {
  await formulation(page).click()
  await page.keyboard.type('Written before.')
  await paste(page, 'x'.repeat(10_000_000))
  await expect(page.getByText('That text was not pasted: it has 10,000,000 characters')).toBeVisible()
  await expect(formulation(page)).toHaveText('Written before.')
  await page.keyboard.type(' And after.')
  await expect(formulation(page)).toHaveText('Written before. And after.')
})

test('[M3] of pasted markup only what a note can hold survives', async () => {
  await formulation(page).click()
  await page.keyboard.press('Control+A')
  await paste(
    page,
    'plain',
    '<h2>What happened</h2><p onclick="alert(1)"><b>Moved</b> <a href="https://example.org/x">twice</a><img src="x" onerror="alert(1)"></p><script>alert(1)</script><style>p{color:red}</style>',
  )
  await expect(formulation(page).getByRole('heading', { name: 'What happened' })).toBeVisible()
  await expect(formulation(page).locator('strong')).toHaveText('Moved')
  await expect(formulation(page)).toContainText('Moved twice')
  await expect(formulation(page).locator('a, script, style, img:not(.ProseMirror-separator), [onclick]')).toHaveCount(0)
  await expect(formulation(page)).not.toContainText('alert')
})

test('[M199] what one has written can be undone after a look at the care plan, while nothing of it is in the way there', async () => {
  await formulation(page).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Nights are long.')
  await page.getByRole('tab', { name: 'Care plan' }).click()
  await expect(formulation(page)).toBeHidden()
  await page.getByRole('tab', { name: 'Formulation' }).click()
  await formulation(page).click()
  await page.keyboard.press('Control+Z')
  await expect(formulation(page)).not.toContainText('Nights are long.')
})

test('[M190] what is pasted or moved in more deeply than a note can hold keeps every word, and says so', async () => {
  const note = formulation(page)
  await note.click()
  await page.keyboard.press('Control+A')
  const quotes = Array.from({ length: 70 }, (_, level) => `<blockquote><p>said ${level}.</p>`)
  await paste(page, 'plain', `${quotes.join('')}${'</blockquote>'.repeat(70)}`)
  await expect(page.getByText('Every word of it is here')).toBeVisible()
  for (const level of [0, 40, 69]) await expect(note).toContainText(`said ${level}.`)
  expect(await note.locator('blockquote').count()).toBeLessThan(30)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('- first')
  for (let level = 0; level < 16; level += 1) {
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type(`in ${level}.`)
  }
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByText('as deeply as a note can hold')).toBeVisible()
  await expect(note).toContainText('in 15.')
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
})

test('[M4] the agenda is reordered by keyboard, and where somebody now stands is announced', async () => {
  const [first, second] = await agendaRows().getByRole('button').filter({ hasText: 'min' }).allInnerTexts()
  await agendaRows().first().getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.locator('output', { hasText: 'is now 2 of 3' })).toBeAttached()
  const rows = agendaRows().getByRole('button').filter({ hasText: 'min' })
  await expect(rows.nth(0)).toHaveText(new RegExp(initialsIn(second)))
  await expect(rows.nth(1)).toHaveText(new RegExp(initialsIn(first)))
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rows.nth(0)).toHaveText(new RegExp(initialsIn(first)))
})

const initialsIn = (text: string | undefined): string => (text ?? '').slice(0, 5).replaceAll('.', '\\.')

test('[M5] an action that was taken away can be put back with its text, owner and date', async () => {
  await page.getByRole('button', { name: 'Add an action' }).click()
  await expect(page.getByRole('textbox', { name: 'Action 1' })).toBeFocused()
  await page.keyboard.type('Ring on Thursday')
  await page.getByRole('combobox', { name: 'Owner of action 1' }).fill('Robin, a neighbour')
  await page.keyboard.press('Tab')
  await typeDay(page, 'By when, action 1', '25', 'N', '2031')
  await page.getByRole('button', { name: 'Remove action 1' }).click()
  await expect(page.getByRole('textbox', { name: 'Action 1' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByRole('textbox', { name: 'Action 1' })).toHaveText('Ring on Thursday')
  await expect(page.getByRole('combobox', { name: 'Owner of action 1' })).toHaveValue('Robin, a neighbour')
  await expect(page.getByRole('group', { name: 'By when, action 1' })).toContainText('25-Nov-2031')
})

test('[M6] a year that is half typed is not yet a date', async () => {
  await page.getByRole('group', { name: 'Review date' }).getByRole('spinbutton', { name: 'Day' }).click()
  await page.keyboard.type('06D20')
  await expect(readBack()).toHaveAccessibleDescription(/review date/)
  await typeDay(page, 'Review date', '06', 'D', '2031')
  await expect(readBack()).not.toHaveAccessibleDescription(/review date/)
})

test('[M7] the keyboard moves between agenda, person and decision, and back to where it was', async () => {
  await formulation(page).click()
  await page.keyboard.press('F6')
  await expect(page.getByRole('region', { name: 'Decision' }).locator(':focus').or(page.locator('section[aria-label="Decision"]:focus'))).toHaveCount(1)
  await page.keyboard.press('Shift+F6')
  await expect(formulation(page)).toBeFocused()
})

test('[M8] axe finds nothing serious on the huddle, wide and narrow, light and dark', async () => {
  await expectAccessibleEverywhere(page, 'huddle of one')
})

test('[M185] in forced colours a line says what is chosen, in front, to be pressed, and where one writes', async () => {
  await page.emulateMedia({ forcedColors: 'active' })
  await expect(page.locator('[data-item]:has([aria-current])')).toHaveCSS('border-top-style', 'solid')
  await expect(page.locator('[data-item]:not(:has([aria-current]))').first()).toHaveCSS('border-top-style', 'none')
  await expect(readBack()).toHaveCSS('border-top-style', 'solid')
  const paint = (place: string) => page.locator(place).first().evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(await paint('.MuiTabs-indicator')).not.toBe(await paint('main'))
  await formulation(page).click()
  await expect(formulation(page)).toHaveCSS('outline-style', 'solid')
  await agendaRows().first().getByRole('button', { name: /^More for/ }).click()
  await expect(page.locator('.MuiPopover-paper')).toHaveCSS('border-top-style', 'solid')
  await page.keyboard.press('Escape')
  await page.emulateMedia({ forcedColors: 'none' })
})

test('[M186] at 400 % zoom nothing runs out of the window, and the keyboard is nowhere behind what stays in view', async () => {
  await page.setViewportSize({ width: 320, height: 256 })
  await page.getByRole('tab', { name: 'Decision' }).click()
  await tabTo(readBack())
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.setViewportSize({ width: 320, height: 640 })
  await readBack().scrollIntoViewIfNeeded()
  const between = async () => {
    const [tabs, banner] = [await page.locator('.part-tabs').boundingBox(), await page.locator('.person-banner').boundingBox()]
    if (!tabs || !banner) throw new Error('both are shown')
    return banner.y - (tabs.y + tabs.height)
  }
  await expect.poll(between, 'pixels between the tabs and the banner below them').toBeGreaterThan(-1)
  await tabTo(page.getByRole('tab', { name: 'Decision' }), 'Shift+Tab')
})

test('[M193] at 320 pixels the label of every field of Today can be read whole', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const narrow = await context.newPage()
  await narrow.goto(app.link)
  await narrow.getByRole('button', { name: 'Practise' }).click()
  await expect(narrow.getByLabel('Join by invite')).toBeVisible()
  const cut = await narrow.locator('label').evaluateAll((labels) => labels.filter((label) => label.scrollWidth > label.clientWidth).map(({ textContent }) => textContent))
  expect(cut).toEqual([])
  await context.close()
})
