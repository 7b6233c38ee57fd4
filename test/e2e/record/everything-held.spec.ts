import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { main as verify } from '../../../src/cli/verify.ts'
import type { Installation } from '../../../src/cli/journey/installation.ts'
import { expectAccessible } from '../accessibility.ts'
import { startApp } from '../app.ts'
import { fileAlone, press } from './alone.ts'

let app: Installation
test.beforeEach(async () => {
  app = await startApp()
})
test.afterEach(() => app.stop())

async function saved(page: Page): Promise<Record<string, Uint8Array>> {
  const downloading = page.waitForEvent('download')
  await press(page, 'Save everything held as one file')
  return unzipSync(new Uint8Array(await readFile(await (await downloading).path())))
}

const pageIn = (files: Record<string, Uint8Array>): string => strFromU8(files['index.html'] ?? new Uint8Array())
const printedIn = (files: Record<string, Uint8Array>): string[] => Object.entries(files).flatMap(([name, bytes]) => (name.endsWith('.pdf') ? strFromU8(bytes.subarray(0, 5)) : []))

test('[R88] everything held is read through, what is about somebody else is withheld, and the saved file opens without it', { tag: '@long' }, async ({ browser }) => {
  const page = await fileAlone(browser, app)
  await page.getByRole('link', { name: /^\p{Lu}\. \p{Lu}\.$/u }).click()
  await page.getByRole('link', { name: 'Hand over everything held' }).click()
  const decided = page.getByRole('region', { name: /^Decided in / })
  await expect(decided).toContainText('Housing first, with one keyworker.')
  await expect(page.getByRole('region', { name: /^About / })).toBeVisible()
  await expectAccessible(page)

  const whole = await saved(page)
  expect(pageIn(whole)).toContain('It is what they asked for.')
  expect(printedIn(whole)).toEqual(['%PDF-'])

  await decided.getByRole('checkbox', { name: /^Withhold this.*: Why$/ }).check()
  const less = await saved(page)
  expect(pageIn(less)).not.toContain('It is what they asked for.')
  expect(pageIn(less)).toContain('Withheld: this is about somebody else.')
  expect(printedIn(less)).toEqual([])
  const quiet = { out: () => undefined, err: () => undefined }
  expect(await verify([app.records], quiet)).toBe(0)
  await page.context().close()
})
