import { test, type Page } from '@playwright/test'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { closeDiscussion, goTo, invite, setUpTeam, signTrueRecord, startHuddle, type Participant } from '../../src/cli/journey/participant.ts'
import { expectAccessibleEverywhere } from './accessibility.ts'
import { root, startApp } from './app.ts'
import { fileRecord, signRecord, writeDiscussion } from './huddle/alone.ts'

/** Every screen, wide and narrow, light and dark: those before a team is there, those of a team, those of a huddle. */

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

test('[M12] axe finds nothing grave before a team is there', async ({ page }) => {
  test.setTimeout(300_000)
  await page.goto(app.origin)
  await page.getByText('its own window').waitFor()
  await expectAccessibleEverywhere(page, 'cannot start')
  // Only the hash differs, and that alone would not load the page anew.
  await page.goto('about:blank')
  await page.goto(app.link)
  await button(page, 'Set up').waitFor()
  await expectAccessibleEverywhere(page, 'first page')
  await button(page, 'Join a huddle as a guest').click()
  await expectAccessibleEverywhere(page, 'guest join')
  await button(page, 'Join the huddle').click()
  await page.getByRole('alert').waitFor()
  await expectAccessibleEverywhere(page, 'guest join with things missing')
  await button(page, 'Back').click()
  await button(page, 'Set up').click()
  await expectAccessibleEverywhere(page, 'set-up, team')
  await button(page, 'Go on').click()
  await page.getByRole('alert').waitFor()
  await expectAccessibleEverywhere(page, 'set-up, team with things missing')
  await page.getByLabel('Team name').fill('West Leeds hub')
  await page.getByLabel('Area').fill('West Leeds')
  await page.getByLabel('How a person reaches the team').fill('0113 496 0100')
  await page.getByLabel('Whom a person can call in a crisis').fill('0113 496 0199')
  await button(page, 'Go on').click()
  await page.getByRole('heading', { name: 'Your staff card' }).waitFor()
  await expectAccessibleEverywhere(page, 'set-up, staff card')
})

test('[M12] axe finds nothing grave on any screen of a team, nor of its huddle', async ({ page }) => {
  test.setTimeout(480_000)
  await page.goto(app.link)
  const me = await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await expectAccessibleEverywhere(page, 'today, nobody there yet')
  await importWalk(me)
  for (const place of ['Today', 'Caseload', 'Huddle', 'Actions', 'Record', 'Team', 'Settings']) {
    await goTo(page, place)
    await page.getByRole('heading', { level: 1, name: place }).waitFor()
    await expectAccessibleEverywhere(page, place)
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find' }).fill('ma')
  await page.getByRole('option').first().waitFor()
  await expectAccessibleEverywhere(page, 'finder')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await expectAccessibleEverywhere(page, 'keys')
  await page.keyboard.press('Escape')
  await huddleWalk(me)
  await page.keyboard.press('Control+Shift+L')
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
  await expectAccessibleEverywhere(page, 'import, columns')
  await button(page, 'See what would happen').click()
  await button(page, /^Import \d+ people/).waitFor()
  await expectAccessibleEverywhere(page, 'import, problems')
  await button(page, /^Import \d+ people/).click()
  await page.getByRole('link', { name: 'Go to the caseload' }).waitFor()
  await expectAccessibleEverywhere(page, 'import, done')
}

async function huddleWalk(me: Participant): Promise<void> {
  const { page } = me
  await goTo(page, 'Huddle')
  const first = page.getByRole('group').getByRole('checkbox').first()
  const name = (await first.getAttribute('aria-label')) ?? (await first.locator('xpath=ancestor::label').innerText())
  const family = name.split(',')[0] ?? ''
  await startHuddle(me, [family])
  await invite(me, '5 people')
  await button(page, 'Add to agenda').click()
  await expectAccessibleEverywhere(page, 'add to the agenda')
  await page.keyboard.press('Escape')
  await button(page, 'Invite').click()
  await button(page, 'Make the invite').click()
  await page.getByLabel('Code').waitFor()
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
  await signRecord(me)
  await expectAccessibleEverywhere(page, 'closing')
  await fileRecord(me)
  await expectAccessibleEverywhere(page, 'filed')
  for (const place of ['Actions', 'Record']) {
    await goTo(page, place)
    await page.getByRole('heading', { level: 1, name: place }).waitFor()
    await expectAccessibleEverywhere(page, `${place} after a huddle`)
  }
  await page.getByRole('main').getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: /^Outcome of/ }).waitFor()
  await expectAccessibleEverywhere(page, 'outcome')
  await page.getByRole('link', { name: 'The person’s page' }).click()
  await page.getByRole('heading', { level: 1, name: /story/ }).waitFor()
  await expectAccessibleEverywhere(page, 'person')
}
