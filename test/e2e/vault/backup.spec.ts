import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { goTo, passphrase, setUpTeam } from '../../../src/cli/journey/participant.ts'
import { expectAccessible, expectAccessibleEverywhere } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { press, tabTo } from '../keyboard.ts'
import { importOne } from './one-person.ts'

let app: Installation
test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(() => app.stop())

async function teamWith(page: Page, familyName: string): Promise<void> {
  await page.goto(app.link)
  const me = await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await importOne(me, { 'Family Name': familyName, 'NHS Number': '9990000018' })
}

async function makeBackup(page: Page): Promise<string> {
  await goTo(page, 'Settings')
  const button = page.getByRole('button', { name: 'Make a backup' })
  await button.focus()
  await press(button)
  await expect(page.getByText('Backup made.')).toBeVisible()
  const [name] = await readdir(app.backups)
  return join(app.backups, name ?? '')
}

async function fillRestore(page: Page, file: string, secret: string): Promise<void> {
  await page.getByLabel('Backup file').setInputFiles(file)
  const field = page.getByLabel('Passphrase of the backup')
  await tabTo(field)
  await field.fill(secret)
  await tabTo(page.getByRole('button', { name: 'Restore', exact: true }))
  await page.keyboard.press('Enter')
}

test('[M106] a backup is made, read back, and restored on a computer that holds nothing [V93]', { tag: '@long' }, async ({ page, browser }) => {
  await teamWith(page, 'Osei')
  const file = await makeBackup(page)
  await expectAccessibleEverywhere(page, 'backup made')

  const fresh = await browser.newContext()
  const other = await fresh.newPage()
  await other.goto(app.link)
  await press(other.getByRole('button', { name: 'Restore' }))
  await expect(other.getByRole('heading', { name: 'Restore from a backup' })).toBeFocused()
  await expectAccessibleEverywhere(other, 'restore on the first page')
  await fillRestore(other, file, 'not this passphrase')
  await expect(other.getByRole('alert')).toContainText('That passphrase does not open this backup')
  await fillRestore(other, file, passphrase)
  await expect(other.getByRole('heading', { name: 'Today' })).toBeVisible()
  await goTo(other, 'Caseload')
  await expect(other.getByRole('gridcell', { name: /OSEI/ })).toBeVisible()
  await other.keyboard.press('Control+Shift+L')
  await expect(other.getByRole('heading', { name: 'MDT Huddle is locked' })).toBeVisible()
  await fresh.close()
})

test('[M106] it is merged on a computer in use, and a damaged one is refused in words first [M107] [V95]', { tag: '@long' }, async ({ page, browser }) => {
  await teamWith(page, 'Osei')
  const file = await makeBackup(page)
  const bytes = await readFile(file)
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1
  await writeFile(`${file}.damaged`, bytes)

  const context = await browser.newContext()
  const other = await context.newPage()
  await teamWith(other, 'Quist')
  await goTo(other, 'Settings')
  await press(other.getByRole('button', { name: 'Restore' }))
  await expect(other.getByRole('button', { name: 'Choose the backup file' })).toBeFocused()
  await fillRestore(other, `${file}.damaged`, passphrase)
  await expect(other.getByRole('alert')).toContainText('This backup is damaged or cut short')
  await fillRestore(other, file, passphrase)
  await expect(other.getByText('was read to its end')).toBeVisible()
  await expectAccessible(other, 'restored in settings')
  await goTo(other, 'Caseload')
  for (const name of [/OSEI/, /QUIST/]) await expect(other.getByRole('gridcell', { name })).toBeVisible()
  await context.close()
})
