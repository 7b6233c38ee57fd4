import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { fillCard, goTo, importCaseload, joinTeam, nameSomebody, passphrase, setUpTeam, startHuddle, textbox, write, type Participant } from '../../../src/cli/journey/participant.ts'
import { expectAccessible, expectAccessibleEverywhere } from '../accessibility.ts'
import { root, startApp } from '../app.ts'

test.describe.configure({ mode: 'serial' })

let app: Installation
let nadia: Participant
let mei: Participant
let outside: Page

async function atOwnComputer(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  return context.newPage()
}

test.beforeAll(async ({ browser }) => {
  app = await startApp()
  const [one, other] = [await atOwnComputer(browser), await atOwnComputer(browser)]
  outside = await atOwnComputer(browser)
  await Promise.all([one.goto(app.link), other.goto(app.link)])
  const nhs = { organisation: 'Leeds trust' }
  nadia = await setUpTeam(one, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', ...nhs })
  mei = await joinTeam(other, { name: 'Mei Tanaka', role: 'Clinical psychologist', ...nhs })
})

test.afterAll(async () => {
  for (const page of [nadia?.page, mei?.page, outside]) await page?.context().close()
  await app?.stop()
})

const digitsIn = (page: Page) => page.getByText(/^(\d{5}){6}$/)

test('[J44] [M120] [M168] a newcomer comes by the first page and asks, a lead compares the digits and adds them, and they join by the file that the lead saves', async () => {
  await expectAccessible(mei.page, 'joining a team')
  const digits = await digitsIn(mei.page).first().innerText()
  const request = await mei.page.getByRole('textbox', { name: 'Request' }).inputValue()
  await goTo(mei.page, 'Today')
  await mei.page.getByRole('link', { name: 'Go on joining' }).click()
  await expect(digitsIn(mei.page).first()).toHaveText(digits)

  await goTo(nadia.page, 'Team')
  await nadia.page.getByRole('button', { name: 'Add somebody' }).click()
  await textbox(nadia.page, 'Their request').fill(request.slice(0, -5))
  await expect(nadia.page.getByRole('alert')).toContainText('not a whole request')
  await textbox(nadia.page, 'Their request').fill(request)
  await expect(digitsIn(nadia.page.getByRole('dialog').page()).last()).toHaveText(digits)
  await expect(nadia.page.getByRole('button', { name: 'Add Mei Tanaka' })).toBeDisabled()
  await nadia.page.getByRole('checkbox', { name: /has read the same digits/ }).check()
  await expectAccessible(nadia.page, 'adding a member')
  await nadia.page.getByRole('button', { name: 'Add Mei Tanaka' }).click()
  await expect(nadia.page.getByRole('rowheader', { name: 'Mei Tanaka' })).toBeVisible()
  await expect(nadia.page.getByText('Only you lead.')).toBeVisible()

  const [download] = await Promise.all([nadia.page.waitForEvent('download'), nadia.page.getByRole('button', { name: 'Save the roster' }).click()])
  expect(download.suggestedFilename()).toBe('West-Leeds-hub-roster-2.json')
  const roster = readFileSync(await download.path())
  const takeIn = (buffer: Buffer): Promise<void> => mei.page.getByLabel('File with a roster').setInputFiles({ name: 'roster.json', mimeType: 'application/json', buffer })
  await takeIn(Buffer.from(roster.toString().replace('Mei Tanaka joined', 'Mei Tanaka jained')))
  await expect(mei.page.getByRole('alert').first()).toContainText('not a whole roster')
  await takeIn(roster)
  await expect(mei.page.getByText('Nadia Clegg has put you on the roster of West Leeds hub')).toBeVisible()
  await mei.page.getByRole('button', { name: 'Join West Leeds hub' }).click()
  await expect(mei.page.getByText('You are in West Leeds hub.').first()).toBeVisible()
  await goTo(mei.page, 'Team')
  await expect(mei.page.getByText('You are not in a team yet')).toHaveCount(0)
  await expect(mei.page.getByRole('rowheader', { name: 'Nadia Clegg' })).toBeVisible()
  await expect(mei.page.getByRole('button', { name: 'Add somebody' })).toHaveCount(0)
})

test('[M121] the team’s page is readable wide and narrow, in light and dark, and works by keyboard', async () => {
  await expectAccessibleEverywhere(nadia.page, 'team')
  await nadia.page.getByRole('button', { name: 'Change Mei Tanaka’s place in the team' }).focus()
  await nadia.page.keyboard.press('Enter')
  await nadia.page.keyboard.press('Enter')
  await expect(nadia.page.getByRole('row', { name: /Mei Tanaka/ })).toContainText('Leads')
  await expect(nadia.page.getByText('Only you lead.')).toHaveCount(0)
  await nadia.page.keyboard.press('Enter')
  await expect(nadia.page.getByRole('menuitem', { name: 'Mei Tanaka no longer leads' })).toBeFocused()
  await nadia.page.keyboard.press('Escape')
})

async function inviteTo(who: 'Members of the team' | 'Somebody from outside'): Promise<string> {
  await nadia.page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = nadia.page.getByRole('dialog')
  await dialog.getByRole('button', { name: who }).click()
  await dialog.getByRole('button', { name: 'Make the invite' }).click()
  const code = await dialog.getByLabel('Code', { exact: true }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return code
}

/** Somebody from outside knocks, in a window that keeps nothing. */
async function knock(code: string, name: string): Promise<void> {
  await outside.goto('about:blank')
  await outside.goto(`${app.link}/seat/${code}`)
  await fillCard(outside, { name, role: 'Support worker (housing)', organisation: 'Engage housing', kind: 'Voluntary' })
  await outside.getByRole('button', { name: 'Join the huddle' }).click()
}

test('[M122] members come in without a knock, a guest is declined and one admitted, and whoever chairs has the door', async () => {
  await importCaseload(nadia, join(root, 'resources/sample-caseload.csv'))
  await startHuddle(nadia, ['FENWICK'])
  const forTeam = await inviteTo('Members of the team')
  const forGuests = await inviteTo('Somebody from outside')

  await knock(forTeam, 'Pat Moor')
  await expect(outside.getByRole('alert')).toContainText('for the members of a team')
  await goTo(mei.page, 'Huddle')
  await mei.page.getByLabel('Code or link').fill(forTeam)
  await mei.page.getByRole('button', { name: 'Join the huddle' }).click()
  await expect(textbox(mei.page, 'Question')).toBeVisible()

  await nadia.page.getByRole('button', { name: 'More for this huddle' }).click()
  await nadia.page.getByRole('menuitem', { name: 'Mei Tanaka chairs' }).click()
  await knock(forGuests, 'Pat Moor')
  await expect(nadia.page.getByText('Pat Moor waits to be let in. Mei Tanaka has the door.')).toBeVisible()
  await mei.page.getByRole('button', { name: 'Do not let Pat Moor in' }).click()
  await expect(outside.getByRole('alert')).toContainText('has not let you in')

  await knock(forGuests, 'Sam Wood')
  await expect(mei.page.getByText(/as a guest who keeps nothing.*the discussion of M\. F\./)).toBeVisible()
  await mei.page.getByRole('button', { name: 'Let Sam Wood in', exact: true }).click()
  await expect(textbox(outside, 'Question')).toBeVisible()
  await mei.page.getByRole('button', { name: 'More for this huddle' }).click()
  await mei.page.getByRole('menuitem', { name: 'Nadia Clegg chairs' }).click()
  for (const page of [nadia.page, mei.page, outside]) await expect(page.getByText('Chair: Nadia Clegg')).toBeVisible()
})

test('[M167] a member who does not host has the invite for colleagues to copy, and reads who can invite from outside', async () => {
  await mei.page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = mei.page.getByRole('dialog')
  expect(await dialog.getByLabel('Code', { exact: true }).inputValue()).toMatch(/^mdth2\./)
  await expect(dialog).toContainText('which only Nadia Clegg can make')
  await expectAccessible(mei.page, 'passing the invite on')
  await dialog.getByRole('button', { name: 'Done' }).click()
})

test('[M123] a dropped network leaves two keyworkers, which people resolve; the host starts again and nobody knocks', async () => {
  await mei.page.context().setOffline(true)
  await expect(mei.page.getByText(/offline since/i).first()).toBeVisible()
  await nameSomebody(mei, 'Keyworker', 'Mei Tanaka')
  await nameSomebody(nadia, 'Keyworker', 'Sam Wood')
  await mei.page.context().setOffline(false)
  for (const page of [nadia.page, mei.page, outside]) await expect(page.getByRole('group', { name: 'Choose between keyworkers' })).toContainText(/Sam Wood.*Mei Tanaka|Mei Tanaka.*Sam Wood/)
  await mei.page.getByRole('button', { name: 'Keep Sam Wood' }).click()
  for (const page of [nadia.page, mei.page, outside]) await expect(page.getByRole('combobox', { name: 'Keyworker' })).toHaveValue('Sam Wood')

  await nadia.page.reload()
  await nadia.page.getByLabel('Passphrase').fill(passphrase)
  await nadia.page.getByRole('button', { name: 'Unlock' }).click()
  await goTo(nadia.page, 'Huddle')
  await nadia.page.getByRole('button', { name: 'Go on with it' }).click()
  for (const page of [nadia.page, mei.page, outside]) await expect(page.getByText('3 here').first()).toBeVisible()
  await write(nadia, 'Decision', 'Back again. ')
  for (const page of [mei.page, outside]) await expect(textbox(page, 'Decision')).toContainText('Back again.')
  await expect(nadia.page.getByText('asks to come in')).toHaveCount(0)
})

test('[M124] removing a member says what it does and cannot do; nothing written afterwards reaches their device', async () => {
  await goTo(nadia.page, 'Team')
  await nadia.page.getByRole('button', { name: 'Change Mei Tanaka’s place in the team' }).click()
  await nadia.page.getByRole('menuitem', { name: 'Remove Mei Tanaka from the team' }).click()
  await expect(nadia.page.getByRole('dialog')).toContainText('cannot be taken back')
  await expectAccessible(nadia.page, 'removing a member')
  await nadia.page.getByRole('button', { name: 'Remove Mei Tanaka' }).click()
  const members = nadia.page.getByRole('table', { name: 'Members of the team' })
  await expect(members.getByRole('rowheader')).toHaveText(['Nadia CleggLeads'])
  await expect(nadia.page.getByText('Mei Tanaka was removed. Keys renewed.')).toBeVisible()

  await goTo(nadia.page, 'Huddle')
  // The discussion has moved to where only those who are still in meet.
  await expect(nadia.page.getByRole('contentinfo', { name: 'Status' })).toContainText('Shared with 1 of 1')
  await write(nadia, 'Decision', 'After the removal. ')
  await expect(textbox(outside, 'Decision')).toContainText('After the removal.')
  await expect(mei.page.getByRole('contentinfo', { name: 'Status' })).not.toContainText('Shared with 2')
  await expect(textbox(mei.page, 'Decision')).not.toContainText('After the removal.')
  await mei.page.getByRole('button', { name: 'More for this huddle' }).click()
  await mei.page.getByRole('menuitem', { name: 'Leave the huddle' }).click()
  await mei.page.getByRole('button', { name: 'Go on with it' }).click()
  await expect(mei.page.getByRole('region', { name: 'Agenda' })).toBeVisible()
  await write(nadia, 'Decision', 'And later. ')
  await expect(textbox(outside, 'Decision')).toContainText('And later.')
  await expect(textbox(mei.page, 'Decision')).not.toContainText(/After the removal|And later/)
  await expect(nadia.page.getByText('asks to come in')).toHaveCount(0)
})
