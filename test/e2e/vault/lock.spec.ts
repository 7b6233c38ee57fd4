import { expect, test, type Page } from '@playwright/test'
import { setUpTeam, textbox, write } from '../../../src/cli/journey/participant.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { tabTo } from '../keyboard.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const passphrase = 'four quiet unrelated words'
const lockKeys = 'Control+Shift+L'

async function practise(page: Page): Promise<void> {
  await page.goto(app.link)
  await page.getByRole('button', { name: 'Practise' }).click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
}

test('[V33] a recovery code is made once, and opens the vault on the lock screen with a new passphrase [V34]', async ({ page }) => {
  await page.goto(app.link)
  await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await page.goto(`${app.origin}/#/settings`)
  await page.getByRole('button', { name: 'Make a recovery code' }).click()
  await textbox(page, 'Your passphrase').or(page.getByLabel('Your passphrase')).first().fill(passphrase)
  await page.getByRole('button', { name: 'Make the code' }).click()
  const list = page.getByRole('list', { name: 'The recovery code, in eleven groups' }).getByRole('listitem')
  await expect(list).toHaveCount(11)
  const groups = await list.allInnerTexts()
  await expectAccessible(page)
  await expect(page.getByRole('button', { name: 'Let it open what is kept' })).toBeDisabled()
  await page.getByLabel('I have it on paper').check()
  await page.getByRole('button', { name: 'Let it open what is kept' }).click()
  await expect(page.getByRole('button', { name: 'Make a new recovery code' })).toBeVisible()

  await page.keyboard.press(lockKeys)
  await expect(page.getByRole('heading', { name: 'MDT Huddle is locked' })).toBeVisible()
  await expect(page.getByLabel('Passphrase')).toBeFocused()
  await expect(page.getByRole('button', { name: 'Use the recovery code' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.type('not this passphrase')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('does not open this vault')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Open with the recovery code' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await page.keyboard.type(groups.join(' ').toUpperCase())
  for (const field of ['Passphrase', 'Passphrase again']) await textbox(page, field).or(page.getByLabel(field, { exact: true })).first().fill('five other quiet words')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('[V32] locking by its keys keeps the place in a huddle, and what was written, for whoever unlocks', async ({ page }) => {
  await practise(page)
  await page.goto(`${app.origin}/#/huddle`)
  await page.getByRole('checkbox', { name: /Fenwick/i }).first().check()
  await page.getByRole('button', { name: 'Start a huddle' }).click()
  await page.getByRole('region', { name: 'Agenda' }).waitFor()
  await write({ name: 'Alex Morgan', page }, 'Question', 'Who rings back?')
  await page.keyboard.press(lockKeys)
  // Inside, the lists of names have buttons that are called so too.
  await page.getByRole('navigation').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Agenda' })).toBeVisible()
  await expect(textbox(page, 'Question')).toContainText('Who rings back?')
  await expect(page.getByText('1 here')).toBeVisible()
})

test('[V32] locking by its keys locks each window of the vault', async ({ page, context }) => {
  await practise(page)
  const other = await context.newPage()
  await other.goto(app.link)
  await other.getByRole('button', { name: 'Open', exact: true }).click()
  await other.getByRole('heading', { name: 'Today' }).waitFor()
  await page.keyboard.press(lockKeys)
  for (const each of [page, other]) await expect(each.getByRole('button', { name: 'Open', exact: true })).toBeVisible()
})

/** Notes when workers of this name start, how long what they answer is, and when they end. */
async function watchWorkers(page: Page, name: string): Promise<() => Promise<unknown>> {
  await page.addInitScript((watched) => {
    const seen: string[] = []
    class SeenWorker extends Worker {
      readonly #note: (what: string) => void
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        this.#note = (what) => void (options?.name === watched && seen.push(what))
        this.#note('started')
        this.addEventListener('message', ({ data }: MessageEvent<Uint8Array | undefined>) => this.#note(`${data?.length} bytes`))
      }
      override terminate(): void {
        super.terminate()
        this.#note('ended')
      }
    }
    Object.assign(globalThis, { Worker: SeenWorker, seen })
  }, name)
  return () => page.evaluate(() => Reflect.get(globalThis, 'seen'))
}

test('[V161] a passphrase becomes a key in a worker, which is made ready while it is typed and ends with its key', async ({ page }) => {
  const seen = await watchWorkers(page, 'passphrase')
  const one = ['started', '32 bytes', 'ended']
  await page.goto(app.link)
  await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  expect(await seen()).toEqual(one)
  await page.keyboard.press(lockKeys)
  await expect(page.getByLabel('Passphrase')).toBeFocused()
  await page.keyboard.type(passphrase)
  await expect.poll(seen).toEqual([...one, 'started'])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  expect(await seen()).toEqual([...one, ...one])
})

test('[V30] a window that nobody uses says so half a minute before it locks', async ({ page }) => {
  await page.clock.install()
  await practise(page)
  await page.clock.runFor(14 * 60_000 + 35_000)
  await expect(page.getByText('It locks in half a minute')).toBeVisible()
  await page.mouse.move(40, 40)
  await page.clock.runFor(1500)
  await expect(page.getByText('It locks in half a minute')).toBeHidden()
  await page.clock.runFor(15 * 60_000)
  await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeVisible()
})

test('[V31] a window whose computer slept is locked before anybody can use it', async ({ page }) => {
  await page.clock.install()
  await practise(page)
  await page.clock.fastForward(5 * 60_000)
  await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeVisible()
})

test('[V34] a team whose store was found empty is brought back by keyboard alone, and axe finds nothing grave on that screen [V134]', { tag: '@long' }, async ({ page, browser }) => {
  await page.goto(app.link)
  await setUpTeam(page, 'East Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  // Another browser on this computer has none of it, as has this one when its store was lost.
  const emptied = await (await browser.newContext()).newPage()
  await emptied.goto(app.link)
  await expect(emptied.getByRole('heading', { name: 'Bring your team back' })).toBeVisible()
  await expect(emptied.getByText('A second copy of one is kept')).toBeVisible()
  await expectAccessible(emptied)
  const field = emptied.getByLabel('Passphrase')
  await tabTo(field)
  await emptied.keyboard.type('not this passphrase')
  await emptied.keyboard.press('Enter')
  await expect(emptied.getByRole('alert')).toContainText('does not open')
  await expectAccessible(emptied)
  await tabTo(field)
  await emptied.keyboard.press('ControlOrMeta+A')
  await emptied.keyboard.type(passphrase)
  await emptied.keyboard.press('Enter')
  await expect(emptied.getByRole('heading', { name: 'Today' })).toBeVisible()
  await emptied.context().close()
})
