import { expect, test, type Locator, type Page } from '@playwright/test'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { closeDiscussion, goTo, setUpTeam, signTrueRecord, type Participant } from '../../src/cli/journey/participant.ts'
import { expectAccessibleEverywhere } from './accessibility.ts'
import { root, startApp } from './app.ts'
import { writeDiscussion } from './huddle/alone.ts'
import { startPracticeHuddle } from './huddle/seats.ts'
import { goTo as goToAddress, press } from './record/alone.ts'

/** Every screen of a team and of its huddle; those before a team is there stand in screens.spec.ts. */

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' })

async function lookAtPlace(page: Page, place: string, name = place): Promise<void> {
  await goTo(page, place)
  await page.getByRole('heading', { level: 1, name: place }).waitFor()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await expectAccessibleEverywhere(page, name)
}

test('[M12] [M189] axe finds nothing grave on any place of a team, where the keys of a huddle are shown as well', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(app.link)
  const me = await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await expectAccessibleEverywhere(page, 'today, nobody there yet')
  await importWalk(me)
  for (const place of ['Today', 'Caseload', 'Huddle', 'Actions', 'Record', 'Team', 'Settings']) await lookAtPlace(page, place)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find' }).fill('ma')
  await page.getByRole('option').first().waitFor()
  await expectAccessibleEverywhere(page, 'finder')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByRole('table', { name: 'In a huddle' })).toContainText('Move the person who is chosen on the agenda')
  await expectAccessibleEverywhere(page, 'keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+L')
  // The settings have a part of that name, which is there until the lock has closed over them.
  await button(page, 'Unlock').waitFor()
  await page.getByLabel('Passphrase').fill('not the passphrase')
  await button(page, 'Unlock').click()
  await page.getByRole('alert').waitFor()
  await expectAccessibleEverywhere(page, 'locked, after a wrong passphrase')
})

async function importWalk({ page }: Participant): Promise<void> {
  await goTo(page, 'Caseload')
  await page.getByRole('link', { name: 'Import a caseload' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Import a caseload' }).waitFor()
  await expectAccessibleEverywhere(page, 'import, choose a file')
  await page.getByLabel('CSV file').setInputFiles(`${root}/test/fixtures/caseload/caseload-with-problems.csv`)
  await button(page, 'See what would happen').waitFor()
  await expectAccessibleEverywhere(page, 'import, columns')
  await button(page, 'See what would happen').click()
  await button(page, /^Import \d+ people/).waitFor()
  await expectAccessibleEverywhere(page, 'import, problems')
  await button(page, /^Import \d+ people/).click()
  await page.getByRole('link', { name: 'Go to the caseload' }).waitFor()
  await expectAccessibleEverywhere(page, 'import, done')
}

test('[M12] axe finds nothing grave in a huddle, nor in what comes of it', { tag: '@long' }, async ({ browser }) => {
  test.setTimeout(180_000)
  const page = await startPracticeHuddle(browser, app, 1)
  const me: Participant = { name: 'Alex Morgan', page }
  await expectAccessibleEverywhere(page, 'huddle, nothing written')
  await button(page, 'Add to agenda').click()
  await page.getByRole('dialog').waitFor()
  await expectAccessibleEverywhere(page, 'add to the agenda')
  await page.keyboard.press('Escape')
  await button(page, 'Invite').click()
  await button(page, 'At other computers').click()
  await expectAccessibleEverywhere(page, 'invite to the network')
  await button(page, 'At this computer').click()
  await button(page, 'Make the invite').click()
  await page.getByLabel('Code', { exact: true }).waitFor()
  await expectAccessibleEverywhere(page, 'invite')
  await button(page, 'Done').click()
  await writeDiscussion(me, { words: 'I want my mornings back.', note: 'Nights are long since the move.', decision: 'A hub keyworker.', owner: 'Robin, a neighbour' })
  await expectAccessibleEverywhere(page, 'huddle, written')
  for (const tab of ['Care plan', 'Story so far']) {
    await page.getByRole('tab', { name: tab }).click()
    await expectAccessibleEverywhere(page, `huddle, ${tab}`)
  }
  await button(page, 'Read back and close this discussion').click()
  await page.getByRole('heading', { name: 'Read back' }).waitFor()
  await expectAccessibleEverywhere(page, 'read back')
  await signTrueRecord(me)
  await closeDiscussion(me)
  await expectAccessibleEverywhere(page, 'decided')
  await press(page, 'Close the huddle')
  await button(page, 'Sign the record of this huddle').waitFor()
  await expectAccessibleEverywhere(page, 'closing')
  await press(page, 'Sign the record of this huddle')
  await button(page, 'File the record').waitFor()
  await expectAccessibleEverywhere(page, 'signed')
  await press(page, 'File the record')
  await page.getByText('The record is filed').waitFor()
  await expectAccessibleEverywhere(page, 'filed')
  await afterwards(page)
})

async function afterwards(page: Page): Promise<void> {
  for (const place of ['Today', 'Actions', 'Record']) await lookAtPlace(page, place, `${place} after a huddle`)
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: /^Outcome of/ }).waitFor()
  await expectAccessibleEverywhere(page, 'outcome')
  const address = new URL(page.url()).hash.slice(1)
  await page.getByRole('link', { name: 'The person’s page' }).click()
  await page.getByRole('heading', { level: 1, name: /story/ }).waitFor()
  await expectAccessibleEverywhere(page, 'person')
  const person = new URL(page.url()).hash.slice(1)
  for (const route of [`${address}/share`, `${address}/letter`, '/record/trail', `${person}/everything-held`]) {
    await goToAddress(page, route)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessibleEverywhere(page, route.split('/').at(-1) ?? route)
  }
}
