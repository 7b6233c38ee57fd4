import { expect, test } from '@playwright/test'
import { startInstallation, type Installation } from '../../../src/cli/journey/installation.ts'
import { root } from '../app.ts'
import { fillGuestCard, formulation, question, startPracticeHuddle } from './seats.ts'
import { layNetwork, whyNoNetwork } from './network.ts'

const why = whyNoNetwork()

test('[J41] a colleague at another computer of the network joins by an invite that was opened to it', async () => {
  test.skip(why !== '', why)
  const network = layNetwork()
  const [hers, his] = network.computers
  const apps: Installation[] = []
  try {
    for (const { through } of network.computers) apps.push(await startInstallation({ root, through }))
    const [herApp, hisApp] = apps
    if (!herApp || !hisApp) throw new Error('Two apps were started.')
    const [herBrowser, hisBrowser] = [await hers.openBrowser(), await his.openBrowser()]
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
    await expect(chair.getByText(`which answers at ${hers.address}:`)).toBeVisible()
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
    await Promise.all([herBrowser.close(), hisBrowser.close()])
  } finally {
    for (const app of apps) await app.stop()
    network.remove()
  }
})
