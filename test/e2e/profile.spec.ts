import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test'
import { chromiumArguments, findChromium } from '../../build/chromium.mjs'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { closeDiscussion, fillCard, goTo, invite, setUpTeam, signTrueRecord, startHuddle, textbox, type Participant } from '../../src/cli/journey/participant.ts'
import { startApp } from './app.ts'
import { fileRecord, signRecord, writeDiscussion } from './huddle/alone.ts'
import { searchRawFiles } from './raw-files.ts'

/**
 * Words that stand nowhere else, and hardly resemble anything: so a compressing store writes each out in full the first
 * time, and a raw search sees it (the controls prove that it does).
 */
const secrets = {
  'family name': 'Xyqlbrandt',
  'given name': 'Zephwynn',
  'NHS number': '9997384156',
  'spaced NHS number': '999 738 4156',
  'own words': 'kvurmel yoxtrapin',
  note: 'gwyzzenbach plofqur',
  decision: 'hulmazky trobnifex',
  owner: 'Jubrax Lemnoty',
  colleague: 'Quorvix Themblad',
  passphrase: 'ozvek trimbul waqsid hyjorp',
}

const controls = { 'control in a store': 'Wopsyllk bruntivax', 'control in local storage': 'fezzimulp qardonst', 'control in a title': 'mibblewex sorvanty' }

let app: Installation
let profile: string
test.beforeAll(async () => {
  app = await startApp()
  profile = await mkdtemp(join(tmpdir(), 'mdt-huddle-profile-'))
})
test.afterAll(async () => {
  await app.stop()
  await rm(profile, { recursive: true, force: true })
})

/** A whole browser: whatever it writes of a window, its history among it, is looked through. */
function openProfile(folder: string): Promise<BrowserContext> {
  const executablePath = findChromium()
  return chromium.launchPersistentContext(folder, {
    ...(executablePath !== undefined && { executablePath }),
    args: chromiumArguments,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  })
}

async function importPlanted({ page }: Participant): Promise<void> {
  await goTo(page, 'Caseload')
  await page.getByRole('link', { name: 'Import a caseload' }).first().click()
  const csv = `NHS Number,Family Name,Given Name,Date of Birth,Gender,Area,Referral Date,Referral Source,Referral Route,Status,Contact Preference\r\n${secrets['NHS number']},${secrets['family name']},${secrets['given name']},07/06/1985,Female,West Leeds,22/11/2026,GP,Phone,Referred,Phone\r\n`
  await page.getByLabel('CSV file').setInputFiles({ name: 'caseload.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'See what would happen' }).click()
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await page.getByRole('link', { name: 'Go to the caseload' }).click()
}

/** Everything that is typed, shown or decided about somebody, once. */
async function liveThrough(page: Page): Promise<{ inviteCode: string }> {
  const me = await setUpTeam(page, 'West Leeds hub', { name: secrets.colleague, role: 'Mental health nurse', organisation: 'Leeds trust' }, secrets.passphrase)
  await importPlanted(me)
  const search = page.getByLabel('Search by name or NHS number')
  await search.fill(secrets['spaced NHS number'])
  await search.fill(secrets['family name'])
  await page.getByRole('gridcell', { name: /XYQLBRANDT/ }).click()
  await page.getByRole('region', { name: /About XYQLBRANDT/ }).waitFor()
  await startHuddle(me, ['XYQLBRANDT'])
  const inviteCode = await invite(me, 'One person')
  await writeDiscussion(me, { words: secrets['own words'], note: secrets.note, decision: secrets.decision, owner: secrets.owner })
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await signTrueRecord(me)
  await closeDiscussion(me)
  await signRecord(me)
  await fileRecord(me)
  await goTo(page, 'Record')
  await page.getByRole('link', { name: /Zephwynn|XYQLBRANDT/i }).first().click()
  await page.getByRole('region', { name: /About XYQLBRANDT/ }).waitFor()
  return { inviteCode }
}

/**
 * What the search must find: texts that the same page stores in clear, each where the app could have left one. The store
 * gets enough to fill the browser's log, so that it is written out as a compressed table.
 */
async function storeInClear(page: Page): Promise<void> {
  await page.evaluate(async (texts) => {
    localStorage.setItem('control', texts['control in local storage'])
    document.title = texts['control in a title']
    history.pushState(null, '', '#/control')
    await new Promise<void>((done, failed) => {
      const opening = indexedDB.open('control', 1)
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'))
      opening.addEventListener('error', () => failed(opening.error ?? new Error('no store')))
      opening.addEventListener('success', () => {
        const rows = opening.result.transaction('rows', 'readwrite', { durability: 'strict' })
        for (let key = 0; key < 256; key += 1) {
          const filling = crypto.getRandomValues(new Uint8Array(32_768))
          rows.objectStore('rows').put({ name: texts['control in a store'], filling }, key)
        }
        rows.addEventListener('complete', () => done())
      })
    })
  }, controls)
}

test('[V80] no name, number, note or passphrase stands in any file of the browser’s profile, nor in a backup [V86], nor in the second copy [V137]; and from that it comes back [V134]', { tag: '@long' }, async () => {
  test.setTimeout(180_000)
  let context = await openProfile(profile)
  let page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(15_000)
  await page.goto(app.link)
  const { inviteCode } = await liveThrough(page)
  const sought = { ...secrets, 'family name in capitals': secrets['family name'].toUpperCase(), 'invite code': inviteCode }

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Make a backup' }).click()
  await page.getByText('Backup made.').waitFor()
  await test.step('in the backup, and beside it', async () => {
    expect((await readdir(app.backups)).filter((name) => !name.endsWith('.mdtbackup'))).toEqual([])
    expect(await readdir(app.backups)).toHaveLength(1)
    expect(await searchRawFiles(app.backups, sought)).toEqual([])
  })

  await test.step('while it is open', async () => expect(await searchRawFiles(profile, sought)).toEqual([]))

  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('heading', { name: 'MDT Huddle is locked' }).waitFor()
  await test.step('locked', async () => expect(await searchRawFiles(profile, sought)).toEqual([]))

  await storeInClear(page)
  await context.close()
  await test.step('closed', async () => expect(await searchRawFiles(profile, sought)).toEqual([]))
  await test.step('what is stored in clear is found', async () => {
    const found = (await searchRawFiles(profile, controls)).join('\n')
    for (const find of [/control in local storage/, /control in a title in .*History/, /control in a store in .*\.ldb/]) expect(found).toMatch(find)
  })

  // Opening it again makes the browser tidy up what it wrote.
  context = await openProfile(profile)
  page = context.pages()[0] ?? (await context.newPage())
  await page.goto(app.link)
  await page.getByRole('heading', { name: 'MDT Huddle is locked' }).waitFor()
  await context.close()
  await test.step('opened and closed again', async () => expect(await searchRawFiles(profile, sought)).toEqual([]))
  await test.step('in the second copy', async () => {
    expect((await readdir(app.copies)).filter((name) => name.endsWith('.mdttwin'))).toHaveLength(1)
    expect(await searchRawFiles(app.copies, sought)).toEqual([])
  })

  // As Chromium leaves it where it finds its own log damaged: the databases of this origin begin anew, empty.
  await rm(join(profile, 'Default', 'IndexedDB'), { recursive: true })
  context = await openProfile(profile)
  page = context.pages()[0] ?? (await context.newPage())
  await page.goto(app.link)
  await test.step('brought back', async () => {
    await expect(page.getByRole('heading', { name: 'The store was found empty' })).toBeVisible()
    await page.getByLabel('Passphrase').fill('not the passphrase')
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await expect(page.getByText('That passphrase does not open this vault.')).toBeVisible()
    await page.getByLabel('Passphrase').fill(secrets.passphrase)
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await goTo(page, 'Caseload')
    await page.getByRole('gridcell', { name: /XYQLBRANDT/ }).click()
    await page.getByRole('region', { name: /About XYQLBRANDT/ }).waitFor()
  })
  await context.close()
})

test('[V81] a second seat on this computer co-edits, and leaves nothing of it in the browser’s profile', { tag: '@long' }, async () => {
  test.setTimeout(120_000)
  const folder = await mkdtemp(join(tmpdir(), 'mdt-huddle-seat-'))
  const context = await openProfile(folder)
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(app.link)
    await page.getByRole('button', { name: 'Practise' }).click()
    await goTo(page, 'Huddle')
    await page.getByRole('group').getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Start a huddle' }).click()
    await page.getByRole('button', { name: 'More for this huddle' }).click()
    const opening = context.waitForEvent('page')
    await page.getByRole('menuitem', { name: 'Open a second seat on this computer' }).click()
    const seat = await opening
    const code = await seat.getByLabel('Invite link or code').inputValue()
    expect(code).toMatch(/^mdth1\./)
    await fillCard(seat, { name: 'Ozwin Tarkleby', role: 'Social worker', organisation: 'Practice trust' })
    await seat.getByRole('button', { name: 'Join the huddle' }).click()
    await page.getByRole('button', { name: 'Let Ozwin Tarkleby in', exact: true }).click()
    const [mine, theirs] = [textbox(page, 'Formulation'), textbox(seat, 'Formulation')]
    await theirs.click()
    await seat.keyboard.type('From the quibblent seat.')
    await expect(mine).toContainText('From the quibblent seat.')
    await mine.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' And the vorpwick desk.')
    await expect(theirs).toContainText('And the vorpwick desk.')
    await expect(seat.getByRole('contentinfo', { name: 'Status' })).toContainText('Kept in this window only')
    await seat.close()
    await context.close()
    const sought = { code, words: 'quibblent', 'words from the desk': 'vorpwick', name: 'Tarkleby' }
    expect(await searchRawFiles(folder, sought)).toEqual([])
  } finally {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
})
