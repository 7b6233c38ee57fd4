import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { main as verify } from '../../../src/cli/verify.ts'
import { startApp, type RunningApp } from '../running-app.ts'
import { fileAlone, goTo } from './alone.ts'

let app: RunningApp
test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(() => app.stop())

test('[R88] everything held is read through, what is about somebody else is withheld, and the saved file opens without it', async ({ browser }) => {
  const page = await fileAlone(browser, app)
  await goTo(page, '/caseload')
  await page.getByRole('link', { name: /CASTELLANO, Iris/ }).click()
  await page.getByRole('link', { name: 'Hand over everything held' }).click()
  await expect(page.getByRole('region', { name: 'In their own words' })).toContainText('what I do with food')
  await expect(page.getByRole('region', { name: /^Decided in / })).toContainText('Housing first, with one keyworker.')
  await expect(page.getByRole('region', { name: /^About CASTELLANO/ })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])

  await page.getByRole('checkbox', { name: /^Withhold this.*: Formulation$/ }).check()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save everything held as one file' }).press('Enter')
  const files = unzipSync(new Uint8Array(await readFile(await (await downloading).path())))
  const read = strFromU8(files['index.html'] ?? new Uint8Array())
  expect(read).toContain('what I do with food')
  expect(read).toContain('Withheld: this is about somebody else.')
  const [, pdf] = Object.entries(files).find(([name]) => name.endsWith('.pdf')) ?? []
  expect(strFromU8((pdf ?? new Uint8Array()).subarray(0, 5))).toBe('%PDF-')
  const quiet = { out: () => undefined, err: () => undefined }
  expect(await verify([app.records], quiet)).toBe(0)
  await page.context().close()
})
