import { expect, test, type Browser } from '@playwright/test'
import { startInstallation, type Installation } from '../../../src/cli/journey/installation.ts'
import { goTo } from '../../../src/cli/journey/participant.ts'
import { expectAccessible } from '../accessibility.ts'
import { root } from '../app.ts'
import { fillGuestCard, formulation, question, startPracticeHuddle } from './seats.ts'
import { layNetwork, whyNoNetwork, type Network } from './network.ts'
import { joinTeam, setUpColleague } from './team-of-two.ts'

const why = whyNoNetwork()
test.skip(why !== '', why)
test.describe.configure({ mode: 'serial' })

let network: Network
let apps: readonly [Installation, Installation]
let browsers: readonly [Browser, Browser]
test.beforeAll(async () => {
  if (why !== '') return
  network = layNetwork()
  const [hers, his] = network.computers
  apps = [await startInstallation({ root, through: hers.through }), await startInstallation({ root, through: his.through })]
  browsers = [await hers.openBrowser(), await his.openBrowser()]
})
test.afterAll(async () => {
  for (const browser of browsers ?? []) await browser.close()
  for (const app of apps ?? []) await app.stop()
  network?.remove()
})

test('[J41] a colleague at another computer of the network joins by an invite that was opened to it', { tag: '@long' }, async () => {
  const [[herApp, hisApp], [herBrowser, hisBrowser]] = [apps, browsers]
  const chair = await startPracticeHuddle(herBrowser, herApp, 1)
  await chair.getByRole('button', { name: 'Invite', exact: true }).click()
  await chair.getByRole('button', { name: 'Make the invite' }).click()
  const alone = await chair.getByLabel('Code', { exact: true }).inputValue()

  const guest = await hisBrowser.newPage()
  await guest.goto(`${hisApp.link}/seat/${alone}`)
  await fillGuestCard(guest, 'Ira Novak')
  await expect(guest.getByRole('alert')).toContainText('cannot be reached')

  await chair.getByRole('button', { name: 'At other computers' }).click()
  await chair.getByRole('button', { name: 'Make the invite' }).click()
  await expect(chair.getByText(`which answers at ${network.computers[0].address}:`)).toBeVisible()
  const code = await chair.getByLabel('Code', { exact: true }).inputValue()
  await chair.getByRole('button', { name: 'Done' }).click()

  await guest.goto('about:blank')
  await guest.goto(`${hisApp.link}/seat/${code}`)
  await fillGuestCard(guest, 'Ira Novak')
  await chair.getByRole('button', { name: 'Let Ira Novak in', exact: true }).click()
  await question(guest).waitFor()
  await formulation(guest).click()
  await guest.keyboard.type('Typed at another computer.')
  await expect(formulation(chair)).toContainText('Typed at another computer.')
  await Promise.all([chair.context().close(), guest.context().close()])
})

test('[J43] [M165] [M166] a colleague at another computer finds the huddle on the network and joins it, and by its address and code', { tag: '@long' }, async () => {
  // Two computers, each with a team's vault of its own: on a busy machine every passphrase takes its time.
  test.setTimeout(180_000)
  const [[herApp, hisApp], [herBrowser, hisBrowser]] = [apps, browsers]
  const [nadia, mei] = await Promise.all([setUpColleague(herBrowser, herApp, 'West Leeds hub', 'Nadia Clegg'), setUpColleague(hisBrowser, hisApp, 'My own hub', 'Mei Tanaka')])
  await joinTeam(mei, nadia)

  await goTo(mei, 'Huddle')
  await expect(mei.getByText('None so far.')).toBeVisible()
  await goTo(nadia, 'Huddle')
  await nadia.getByRole('button', { name: 'Start a huddle' }).click()
  await nadia.waitForURL(/huddle\/[0-9a-f]{32}/)
  await nadia.getByRole('button', { name: 'Invite', exact: true }).click()
  await nadia.getByRole('button', { name: 'At other computers' }).click()
  await nadia.getByRole('button', { name: 'Make the invite' }).click()
  await expect(nadia.getByRole('dialog')).toContainText('Colleagues on this network see the huddle')
  await nadia.getByRole('button', { name: 'Done' }).click()
  const line = await nadia.getByText('For colleagues on this network:').innerText()
  const [, address = '', code = ''] = /: ([\d.:]+), code ([A-Z0-9-]+)/.exec(line) ?? []
  expect(address).toMatch(/^192\.0\.2\.1:/)

  await expect(mei.getByRole('button', { name: 'Join Daily huddle' })).toBeVisible()
  await expectAccessible(mei, 'huddles found near you')
  await mei.getByRole('button', { name: 'Join Daily huddle' }).click()
  await expect(nadia.getByText('2 here').first()).toBeVisible()
  await expect(mei.getByText('For colleagues on this network:')).toHaveText(line)
  await mei.getByRole('button', { name: 'More for this huddle' }).click()
  await mei.getByRole('menuitem', { name: 'Leave the huddle' }).click()

  await mei.getByLabel('Address').fill(address)
  await mei.getByLabel('Short code').fill('K7MF')
  await mei.keyboard.press('Enter')
  await expect(mei.getByRole('alert')).toContainText('not a whole code')
  await mei.getByLabel('Short code').fill(code.toLowerCase())
  await mei.keyboard.press('Enter')
  await expect(nadia.getByText('2 here').first()).toBeVisible()
})
