import { expect, test, type Browser, type Page } from '@playwright/test'
import { main as verify } from '../../../src/cli/verify.ts'
import { goTo as openPlace, invite, joinHuddle, nameSomebody, pickDay, textbox } from '../../../src/cli/journey/participant.ts'
import { startPracticeHuddle } from '../huddle/seats.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'

const apps: Installation[] = []
let chair: Page
let colleague: Page
let records: string

/** Two practice teams of their own: the colleague keeps what they were there for, which a guest does not. */
test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000)
  const mine = await started()
  records = mine.records
  chair = await startPracticeHuddle(browser, mine, 1)
  colleague = await practise(browser, await started())
  const seat = { name: 'Alex Morgan', page: chair }
  await joinHuddle({ name: 'Alex Morgan', page: colleague }, await invite(seat, 'One person'), seat)
  await expect(chair.getByText('2 here').first()).toBeVisible()
})

test.afterAll(async () => {
  for (const page of [colleague, chair]) await page?.context().close()
  for (const each of apps) await each.stop()
})

async function started(): Promise<Installation> {
  const app = await startApp()
  apps.push(app)
  return app
}

async function practise(browser: Browser, { link }: Installation): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await page.getByRole('link', { name: 'Huddle', exact: true }).waitFor()
  return page
}

async function decide(page: Page, decision: string): Promise<void> {
  for (const [field, text] of [
    ['Question', 'Who is the keyworker?'],
    ['Decision', decision],
    ['Why', 'They know each other.'],
  ] as const) {
    await textbox(page, field).click()
    await page.keyboard.type(text)
  }
  await nameSomebody({ name: '', page }, 'Keyworker', 'Jo Lind')
  await page.getByRole('button', { name: 'Add an action' }).click()
  await page.keyboard.type('Meet at home')
  await nameSomebody({ name: '', page }, 'Owner of action 1', 'Jo Lind')
  await pickDay({ name: '', page }, 'By when, action 1', { day: '25', month: '11', year: '2031' })
  await pickDay({ name: '', page }, 'Review date', { day: '06', month: '12', year: '2031' })
}

/** The chair signs and closes the discussion, then signs the huddle, whatever the others have answered. */
async function closeAndSign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await page.getByRole('button', { name: 'Sign as a true record' }).click()
  await page.getByRole('button', { name: 'Close this discussion' }).click()
  await page.getByRole('heading', { name: 'Decided' }).waitFor()
  await page.getByRole('button', { name: 'Close the huddle' }).click()
  await page.getByRole('button', { name: 'Sign the record of this huddle' }).click()
}

async function file(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'File the record' }).click()
  await page.getByText('The record is filed').waitFor()
}

async function openOutcome(page: Page): Promise<void> {
  await openPlace(page, 'Record')
  await page.getByRole('row').nth(1).getByRole('link').click()
  await page.getByRole('heading', { name: /^Outcome of/ }).waitFor()
}

/** Meanwhile the disk of this window takes nothing new. */
async function refusing(page: Page, work: () => Promise<void>): Promise<void> {
  const real = await page.evaluateHandle(() => IDBObjectStore.prototype.put)
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('the disk is full', 'QuotaExceededError')
    }
  })
  await work()
  await page.evaluate((put) => {
    IDBObjectStore.prototype.put = put
  }, real)
}

async function verdict(): Promise<string> {
  const said: string[] = []
  const say = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) }
  await verify([records], say)
  return said.join('\n')
}

test('[M183] two here of one name, role and organisation stand apart where one of them is chosen, and as who was', async () => {
  await chair.getByRole('combobox', { name: 'Keyworker' }).click()
  const offered = chair.getByRole('option', { name: 'Alex Morgan' })
  await expect(offered).toHaveCount(2)
  expect(new Set(await offered.allInnerTexts()).size).toBe(2)
  await offered.last().click()
  await expect(chair.getByText(/^Team manager \/ leader, .*, device /)).toBeVisible()
  await chair.getByRole('combobox', { name: 'Keyworker' }).fill('')
  await chair.keyboard.press('Tab')
})

test('[M60] [M188] [M194] who was there and had not answered signs later; the record and the story say so', async () => {
  await decide(chair, 'Jo is the keyworker.')
  await expect(textbox(colleague, 'Decision')).toHaveText('Jo is the keyworker.')
  await closeAndSign(chair)
  await openPlace(colleague, 'Record')
  await expect(colleague.getByText('What Alex Morgan chaired is filed at their own computer.')).toBeVisible()
  await expect(colleague.getByRole('button', { name: 'File them now' })).toHaveCount(0)
  await openPlace(chair, 'Record')
  await expect(chair.getByRole('button', { name: 'File them now' })).toBeVisible()
  await chair.goBack()
  await file(chair)
  await openPlace(chair, 'Record')
  await expect(chair.getByRole('heading', { name: 'Filed · 1' })).toBeVisible()
  await expect(chair.getByRole('button', { name: 'File them now' })).toHaveCount(0)
  await openOutcome(colleague)
  // What is answered before this window knows of the filing is no late answer here.
  await expect(colleague.getByText(/waits to be filed/)).toBeHidden({ timeout: 30_000 })
  const panel = colleague.getByRole('region', { name: 'You were there, and have not answered' })
  await expectAccessible(colleague)
  await panel.getByRole('button', { name: 'I do not sign' }).click()
  await colleague.getByRole('textbox', { name: 'Why you do not sign' }).fill('Work was left out.')
  await refusing(colleague, async () => {
    await colleague.getByRole('button', { name: 'Record that I do not sign' }).click()
    await expect(panel.getByRole('alert')).toContainText('no room')
    await expect(colleague.getByRole('textbox', { name: 'Why you do not sign' })).toHaveValue('Work was left out.')
  })
  await colleague.getByRole('button', { name: 'Record that I do not sign' }).click()
  await expect(colleague.getByText(/declined to sign, .*: “Work was left out.”/)).toBeVisible()
  await colleague.getByRole('region', { name: 'You declined, and may still sign' }).getByRole('button', { name: 'Sign as a true record' }).click()
  // Their refusal stands there already: it is the signature that has to be, before anybody looks for it elsewhere.
  await expect(colleague.getByRole('region', { name: 'Answered since it was filed' })).toContainText('Alex Morgan signed')

  await openOutcome(chair)
  await expect(chair.getByText(/ledger line 6/)).toBeVisible({ timeout: 30_000 })
  expect(await verdict()).toContain('2 signatures, 1 refusal, 2 late answers')
  await chair.getByRole('link', { name: 'The person’s page' }).click()
  await expect(chair.getByText(/Signed by Alex Morgan, later by/)).toBeVisible()
})

test('[M61] an outcome is amended with a reason: back on the table, filed as a new one, each leading to the other', async () => {
  await openOutcome(chair)
  await chair.getByRole('button', { name: 'Amend this outcome' }).click()
  await expect(chair.getByRole('textbox', { name: 'Why it is amended' })).toBeFocused()
  await chair.getByRole('button', { name: 'Put it back on the table' }).click()
  await expect(chair.getByText('Say it in a few words first.')).toBeVisible()
  await chair.getByRole('textbox', { name: 'Why it is amended' }).fill('They asked for somebody nearer.')
  await chair.getByRole('button', { name: 'Put it back on the table' }).click()
  await expect(chair.getByRole('heading', { name: 'Amends an earlier decision' })).toBeVisible()
  await expect(textbox(chair, 'Decision')).toHaveText('Jo is the keyworker.')
  await expectAccessible(chair)
  await closeAndSign(chair)
  await file(chair)

  await openOutcome(chair)
  await expect(chair.getByText('They asked for somebody nearer.').first()).toBeVisible()
  await chair.getByRole('link', { name: 'Read the earlier one' }).click()
  await expect(chair.getByRole('button', { name: 'Amend this outcome' })).toBeHidden()
  await chair.getByRole('link', { name: 'Read the later one' }).click()
  await expect(chair.getByRole('link', { name: 'Read the earlier one' })).toBeVisible()
  expect(await verdict()).toMatch(/^Everything holds/)
  await chair.getByRole('link', { name: 'The person’s page' }).click()
  await expect(chair.getByText('It replaces an earlier decision: They asked for somebody nearer.')).toBeVisible()
  await expect(chair.getByRole('link', { name: 'Read the later outcome' })).toBeVisible()
})
