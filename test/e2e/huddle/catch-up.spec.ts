import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Browser } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { closeDiscussion, goTo, importCaseload, passphrase, setUpTeam, signTrueRecord, startHuddle, textbox, type Participant } from '../../../src/cli/journey/participant.ts'
import type { Relay } from '../../../src/core/model/meeting-servers.ts'
import { newRelayKey } from '../../../src/node/relay-proof.ts'
import { startSignalling } from '../../../src/node/signalling-server.ts'
import { root, startApp } from '../app.ts'
import { fileRecord, signRecord, writeDiscussion } from './alone.ts'

async function atOwnComputer(browser: Browser, app: Installation, name: string): Promise<Participant> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(app.link)
  return setUpTeam(page, `${name}’s hub`, { name, role: 'Mental health nurse', organisation: 'Leeds trust' })
}

async function setRelay({ page }: Participant, { address, key }: Relay): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Set a relay' }).click()
  await page.getByLabel('Address of the relay').fill(address)
  await page.getByLabel('Key of the relay').fill(key)
  await page.getByRole('button', { name: 'Use this relay' }).click()
  await page.getByText(`${address}, with its key from this vault.`).waitFor()
}

/** Asks, is added, and takes in the roster. */
async function joinsTeamOf(newcomer: Participant, lead: Participant): Promise<void> {
  await goTo(newcomer.page, 'Team')
  await newcomer.page.getByRole('button', { name: 'Ask to join a team' }).click()
  const request = await textbox(newcomer.page, 'Request').inputValue()
  await newcomer.page.getByRole('button', { name: 'Done' }).click()
  await goTo(lead.page, 'Team')
  await lead.page.getByRole('button', { name: 'Add somebody' }).click()
  await textbox(lead.page, 'Their request').fill(request)
  await lead.page.getByRole('checkbox', { name: /has read the same digits/ }).check()
  await lead.page.getByRole('button', { name: `Add ${newcomer.name}` }).click()
  const [download] = await Promise.all([lead.page.waitForEvent('download'), lead.page.getByRole('button', { name: 'Save the roster' }).click()])
  await newcomer.page.getByLabel('File with a roster').setInputFiles({ name: 'roster.json', mimeType: 'application/json', buffer: readFileSync(await download.path()) })
  await newcomer.page.getByRole('button', { name: /^Join / }).click()
  await newcomer.page.getByRole('rowheader', { name: lead.name }).waitFor()
}

test('[M160] somebody who missed a huddle sees on Today what was decided, once their computer meets a colleague’s by the relay', { tag: '@long' }, async ({ browser }) => {
  const key = newRelayKey()
  const relay = await startSignalling({ port: 0, lan: false, clock: Date.now, relay: { at: '127.0.0.1', key, behindProxy: false } })
  const [address = ''] = relay.addresses
  const [hers, his] = await Promise.all([startApp(), startApp()])
  try {
    const [nadia, mei] = await Promise.all([atOwnComputer(browser, hers, 'Nadia Clegg'), atOwnComputer(browser, his, 'Mei Tanaka')])
    await joinsTeamOf(mei, nadia)
    await Promise.all([setRelay(mei, { address, key }), setRelay(nadia, { address, key })])
    await mei.page.close()

    await importCaseload(nadia, join(root, 'resources/sample-caseload.csv'))
    await startHuddle(nadia, ['FENWICK'])
    await writeDiscussion(nadia, { words: 'I want to walk again.', note: 'It began after the move.', decision: 'A walking group first.', owner: 'Nadia Clegg' })
    await nadia.page.getByRole('button', { name: 'Read back and close this discussion' }).click()
    await signTrueRecord(nadia)
    await closeDiscussion(nadia)
    await signRecord(nadia)
    await fileRecord(nadia)

    const back = await mei.page.context().newPage()
    await back.goto(his.link)
    await textbox(back, 'Passphrase').fill(passphrase)
    await back.getByRole('button', { name: 'Unlock' }).click()
    const changed = back.getByRole('region', { name: 'Since you were last here' })
    await expect(changed).toContainText('In touch with Nadia Clegg')
    await expect(changed).toContainText('A walking group first.')
    await expect(changed).toContainText('Their device brought an outcome and what is new in the plan.')
    await changed.getByRole('link', { name: /Fenwick$/ }).click()
    await expect(back.getByRole('main')).toContainText('It began after the move.')
    await expect(back.getByRole('main')).toContainText('Walk together on Thursday')
    await Promise.all([back.context().close(), nadia.page.context().close()])
  } finally {
    await Promise.all([hers.stop(), his.stop()])
    await relay.close()
  }
})
