import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { startInstallation, type Installation } from '../../src/cli/journey/installation.ts'
import { closeDiscussion, fillCard, invite, setUpTeam, signTrueRecord, textbox, type Participant } from '../../src/cli/journey/participant.ts'
import { main as verify } from '../../src/cli/verify.ts'
import { root, startApp } from './app.ts'
import { fileRecord, signRecord, writeDiscussion } from './huddle/alone.ts'
import { startPracticeHuddle } from './huddle/seats.ts'

/** Bad input, each said in a sentence (what happened, what was kept, what to do), and nothing lost. */

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('[V82] a wrong passphrase says so and changes nothing; the right one opens what was there', async ({ page }) => {
  await page.goto(app.link)
  await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await page.keyboard.press('Control+Shift+L')
  for (const wrong of ['four quiet unrelated word', 'Four quiet unrelated words']) {
    await page.getByLabel('Passphrase').fill(wrong)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('That passphrase does not open this vault.')
    await expect(page.getByLabel('Passphrase')).toBeFocused()
  }
  await page.getByLabel('Passphrase').fill('four quiet unrelated words')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await expect(page.getByText('West Leeds hub · Nadia Clegg')).toBeVisible()
})

async function knock(browser: Browser, code: string, later = 0): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  if (later > 0) await page.clock.setFixedTime(Date.now() + later)
  await page.goto(`${app.link}/seat/${code}`)
  await fillCard(page, { name: 'Sam Whitlock', role: 'Social worker', organisation: 'Practice trust' })
  await page.getByRole('button', { name: 'Join the huddle' }).click()
  return page
}

test('[J11] an invite that is used, cut short or past its time says so, keeps what was filled in, and a new one then works', { tag: '@long' }, async ({ browser }) => {
  const chair: Participant = { name: 'Alex Morgan', page: await startPracticeHuddle(browser, app, 1) }
  const once = await invite(chair, 'One person')
  const admitted = await knock(browser, once)
  const letIn = chair.page.getByRole('button', { name: 'Let Sam Whitlock in', exact: true })
  await letIn.click()
  await textbox(admitted, 'Question').waitFor()

  const late = await knock(browser, once)
  await expect(late.getByRole('alert')).toContainText(/This invite has been used already, by as many people as it was made for\..*Nothing was joined and nothing was changed\./)
  const another = await invite(chair, 'One person')
  await late.getByLabel('Invite link or code').fill(another.slice(0, -9))
  await late.getByRole('button', { name: 'Join the huddle' }).click()
  await expect(late.getByRole('alert')).toContainText('This is not a whole invite to a huddle.')
  await expect(late.getByLabel('Your name')).toHaveValue('Sam Whitlock')
  await late.getByLabel('Invite link or code').fill(another)
  await late.getByRole('button', { name: 'Join the huddle' }).click()
  await letIn.click()
  await textbox(late, 'Question').waitFor()

  const overnight = await knock(browser, await invite(chair, 'One person'), 13 * 3_600_000)
  await expect(overnight.getByRole('alert')).toContainText(/has run out\..*Nothing was joined and nothing was changed\. Ask the chair for a new one\./)
  for (const page of [admitted, late, overnight, chair.page]) await page.context().close()
})

test('[H27] a port in use: says that MDT Huddle runs there already, and leaves that one alone', async ({ page }) => {
  const { port } = new URL(app.origin)
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'build/start.mjs'), '--web', '--no-open', '--port', port], { encoding: 'utf8', timeout: 30_000 })
  expect(status).toBe(1)
  expect(stderr).toContain('MDT Huddle is already running')
  await page.goto(app.link)
  await expect(page.getByRole('button', { name: 'Practise' })).toBeVisible()
})

/** As far as a record that everybody has signed and that is not filed yet. */
async function signedHuddle(page: Page): Promise<Participant> {
  const me: Participant = { name: 'Alex Morgan', page }
  await writeDiscussion(me, { words: 'I want my mornings back.', note: 'Nights are long.', decision: 'A hub keyworker.', owner: 'Alex Morgan' })
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await signTrueRecord(me)
  await closeDiscussion(me)
  await signRecord(me)
  return me
}

async function expectRefused({ page }: Participant, happened: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'File the record' }).click()
  await expect(page.getByRole('alert').filter({ hasText: happened })).toContainText('everything stays in MDT Huddle, waiting to be filed')
}

async function expectHolds(records: string): Promise<void> {
  const said: string[] = []
  const say = (text: string): void => void said.push(text)
  expect(await verify([records], { out: say, err: say })).toBe(0)
  expect(said.join('\n')).toContain('1 outcome')
}

const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'ignore' })

test('[J12] a records folder that can only be read, or is full: nothing half-written, and the same record files once there is room', { tag: '@long' }, async ({ browser }) => {
  const records = mkdtempSync(join(tmpdir(), 'mdt-huddle-small-disk-'))
  let mounted = false
  let small: Installation | undefined
  try {
    try {
      mount('-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', records)
      mounted = true
    } catch {
      test.skip(true, 'a small disk of its own cannot be mounted here')
    }
    small = await startInstallation({ root, records })
    const me = await signedHuddle(await startPracticeHuddle(browser, small, 1))
    mount('-o', 'remount,ro', records)
    await expectRefused(me, 'is on a disk that can only be read.')
    mount('-o', 'remount,rw,size=32k', records)
    await expectRefused(me, 'is full.')
    mount('-o', 'remount,rw,size=8m', records)
    await fileRecord(me)
    await expectHolds(records)
    await me.page.context().close()
  } finally {
    await small?.stop()
    if (mounted) execFileSync('umount', [records])
    rmSync(records, { recursive: true, force: true })
  }
})

test('[J12] a file in the place of the records folder: it stays as it is, and the record files once the folder is free', async ({ browser }) => {
  const home = mkdtempSync(join(tmpdir(), 'mdt-huddle-in-the-way-'))
  const records = join(home, 'records')
  const there = await startInstallation({ root, records })
  try {
    const me = await signedHuddle(await startPracticeHuddle(browser, there, 1))
    rmSync(records, { recursive: true, force: true })
    writeFileSync(records, 'something else')
    await expectRefused(me, 'is not a folder.')
    rmSync(records)
    await fileRecord(me)
    await expectHolds(records)
    await me.page.context().close()
  } finally {
    await there.stop()
    rmSync(home, { recursive: true, force: true })
  }
})
