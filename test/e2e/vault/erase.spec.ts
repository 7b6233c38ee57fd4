import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { closeDiscussion, goTo, setUpTeam, signTrueRecord, textbox } from '../../../src/cli/journey/participant.ts'
import { expectAccessible, expectAccessibleEverywhere } from '../accessibility.ts'
import { root, startApp } from '../app.ts'
import { fileRecord, signRecord, writeDiscussion } from '../huddle/alone.ts'
import { press } from '../keyboard.ts'
import { importOne } from './one-person.ts'

let app: Installation
test.beforeAll(async () => {
  app = await startApp()
})
test.afterAll(() => app.stop())

test('[M108] [R200] [R202] a person is erased for a reason, by initials, with a receipt; what was filed still verifies', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto(app.link)
  const me = await setUpTeam(page, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  await importOne(me, { 'Date of Death': '02/03/2010', 'Referral Date': '02/03/2009' })
  await page.getByRole('gridcell', { name: /OSEI/ }).click()
  await page.getByRole('button', { name: 'Start a huddle' }).click()
  await page.getByRole('region', { name: 'Agenda' }).waitFor()
  await writeDiscussion(me, { words: 'I would like to be remembered.', note: 'Planted plomquith', decision: 'Write to the family.', owner: 'Nadia Clegg' })
  await page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  await signTrueRecord(me)
  await closeDiscussion(me)
  await signRecord(me)
  await fileRecord(me)

  await goTo(page, 'Caseload')
  await page.getByRole('gridcell', { name: /OSEI/ }).click()
  await press(page.getByRole('button', { name: 'Set a legal hold' }))
  await page.keyboard.type('An inquest')
  await press(page.getByRole('button', { name: 'Set the hold' }))
  await press(page.getByRole('link', { name: 'Erase what is held' }))
  await expect(page.getByText('D. O. cannot be erased now. Kept until the legal hold is lifted.')).toBeVisible()
  await expectAccessibleEverywhere(page, 'erasing under a hold')
  await press(page.getByRole('link', { name: 'Back to their page' }))
  await press(page.getByRole('button', { name: 'Lift the legal hold' }))
  await page.keyboard.type('The inquest is over')
  await press(page.getByRole('button', { name: 'Lift the hold' }))
  await expect(page.getByRole('button', { name: 'Set a legal hold' })).toBeVisible()
  await goTo(page, 'Record')
  await expect(page.getByRole('heading', { name: 'Copies here that are past their time · 1' })).toBeVisible()
  await expectAccessible(page, 'copies that are past their time')
  await press(page.getByRole('link', { name: 'Decide about the copy of D. O.' }))
  await expect(page.getByText(/^Outcome [0-9a-f]{8}: ledger line 2 in /)).toBeVisible()

  const reason = textbox(page, 'Reason, for the receipt')
  await expect(page.getByText('The time to keep this ended on 2 March 2020')).toBeVisible()
  await reason.fill('Reviewed by the records lead: Declan is past the time.')
  await press(page.getByRole('button', { name: 'Erase what is held' }))
  await expect(page.getByRole('button', { name: 'Keep D. O.' })).toBeFocused()
  await expectAccessible(page, 'asking before erasing')
  await press(page.getByRole('button', { name: 'Erase D. O. for good' }))
  await expect(page.getByRole('alert')).toContainText('The reason names the person')
  await reason.fill('Reviewed by the records lead: past the time to keep it.')
  await press(page.getByRole('button', { name: 'Erase what is held' }))
  await press(page.getByRole('button', { name: 'Erase D. O. for good' }))
  await expect(page.getByRole('heading', { name: 'Erased for good' })).toBeVisible()
  await expectAccessible(page, 'the receipt of an erasure')

  await goTo(page, 'Settings')
  await expect(page.getByText('Reviewed by the records lead: past the time to keep it.')).toBeVisible()
  await expect(page.getByText(/^Outcome [0-9a-f]{8}: ledger line 2 in /)).toBeVisible()
  await goTo(page, 'Caseload')
  await expect(page.getByText(/OSEI/)).toBeHidden()
  const { stdout } = await promisify(execFile)(process.execPath, ['build/run.mjs', 'verify', app.records, '--json'], { cwd: root, timeout: 60_000 })
  expect(JSON.parse(stdout)).toMatchObject({ findings: [] })
})
