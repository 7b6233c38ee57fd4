import { expect, test, type Page } from '@playwright/test'
import { newRelayKey } from '../../../src/node/relay-proof.ts'
import { startSignalling } from '../../../src/node/signalling-server.ts'
import { startApp } from '../app.ts'
import { fillGuestCard, formulation, question, startPracticeHuddle } from './seats.ts'

test('[J42] a colleague joins from another installation by the relay that is set, and the two write together', { tag: '@long' }, async ({ browser }) => {
  const key = newRelayKey()
  const relay = await startSignalling({ port: 0, lan: false, clock: Date.now, relay: { at: '127.0.0.1', key, behindProxy: false } })
  const [address = ''] = relay.addresses
  const [hers, his] = await Promise.all([startApp(), startApp()])
  try {
    const chair = await startPracticeHuddle(browser, hers, 1)
    await chair.getByRole('button', { name: 'Invite', exact: true }).click()
    await expect(chair.getByRole('button', { name: 'At other computers' })).toBeVisible()
    await expect(chair.getByRole('button', { name: 'Anywhere, by our relay' })).toHaveCount(0)
    await chair.getByRole('button', { name: 'Done' }).click()

    await setRelay(chair, hers.origin, address, key)
    await chair.goto(`${hers.origin}/#/huddle`)
    await chair.getByRole('button', { name: 'Invite', exact: true }).click()
    await chair.getByRole('button', { name: 'Anywhere, by our relay' }).click()
    await chair.getByRole('button', { name: 'Make the invite' }).click()
    const code = await chair.getByLabel('Code', { exact: true }).inputValue()
    await chair.getByRole('button', { name: 'Done' }).click()

    const guest = await (await browser.newContext()).newPage()
    const sockets: string[] = []
    guest.on('websocket', (socket) => sockets.push(socket.url()))
    await guest.goto(`${his.link}/seat/${code}`)
    await fillGuestCard(guest, 'Ira Novak')
    await chair.getByRole('button', { name: 'Let Ira Novak in', exact: true }).click()
    await question(guest).waitFor()
    await formulation(guest).click()
    await guest.keyboard.type('Typed from anywhere.')
    await expect(formulation(chair)).toContainText('Typed from anywhere.')
    expect(sockets.length).toBeGreaterThan(0)
    expect(sockets.filter((url) => !url.startsWith(`${address}/h/`))).toEqual([])
    await Promise.all([guest.context().close(), chair.context().close()])
  } finally {
    await Promise.all([hers.stop(), his.stop()])
    await relay.close()
  }
})

async function setRelay(page: Page, origin: string, address: string, key: string): Promise<void> {
  await page.goto(`${origin}/#/settings`)
  await page.getByRole('button', { name: 'Set a relay' }).click()
  await page.getByLabel('Address of the relay').fill(address)
  await page.getByLabel('Key of the relay').fill(key)
  await page.getByRole('button', { name: 'Use this relay' }).click()
  await expect(page.getByText(`${address}, with its key from this vault.`)).toBeVisible()
}
