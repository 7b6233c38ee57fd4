import { readFileSync } from 'node:fs'
import { expect, type Browser, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { goTo, setUpTeam, textbox } from '../../../src/cli/journey/participant.ts'

/** Somebody at their own desk, in a team that is theirs alone. */
export async function setUpColleague(browser: Browser, { link }: Installation, team: string, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(link)
  await setUpTeam(page, team, { name, role: 'Mental health nurse', organisation: 'Leeds trust' })
  return page
}

/** The newcomer asks, the lead adds them, and they accept the roster that the lead saves. */
export async function joinTeam(newcomer: Page, lead: Page): Promise<void> {
  await goTo(newcomer, 'Team')
  await newcomer.getByRole('button', { name: 'Ask to join a team' }).click()
  const request = await newcomer.getByRole('textbox', { name: 'Request' }).inputValue()
  await newcomer.getByRole('button', { name: 'Done' }).click()
  const roster = await addByRequest(lead, request)
  await newcomer.getByLabel('File with a roster').setInputFiles({ name: 'roster.json', mimeType: 'application/json', buffer: roster })
  await newcomer.getByRole('button', { name: /^Join / }).click()
  await expect(newcomer.getByRole('button', { name: 'Add somebody' })).toHaveCount(0)
}

/** Adds somebody by their request, and saves the roster with them on it. */
export async function addByRequest(lead: Page, request: string): Promise<Buffer> {
  await goTo(lead, 'Team')
  await lead.getByRole('button', { name: 'Add somebody' }).click()
  await textbox(lead, 'Their request').fill(request)
  await lead.getByRole('checkbox', { name: /has read the same digits/ }).check()
  await lead.getByRole('button', { name: /^Add / }).last().click()
  const [download] = await Promise.all([lead.waitForEvent('download'), lead.getByRole('button', { name: 'Save the roster' }).click()])
  return readFileSync(await download.path())
}
