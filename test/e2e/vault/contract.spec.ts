import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { vaultCases } from '../../contract/vault-cases.ts'
import { servePage, type ServedPage } from '../../pages/serve-page.ts'

test.describe('IndexedDB vault in a real browser', () => {
  let served: ServedPage
  test.beforeAll(async () => {
    served = await servePage(join(import.meta.dirname, 'page.ts'))
  })
  test.afterAll(() => served.close())

  test('[V83] what two windows change of one person at the same time is all kept', async ({ page, context }) => {
    const other = await context.newPage()
    for (const each of [page, other]) {
      await each.goto(served.origin)
      await each.waitForFunction(() => 'vaultPage' in globalThis)
      await each.evaluate(() => globalThis.vaultPage.openShared())
    }
    await Promise.all([
      page.evaluate(() => globalThis.vaultPage.lengthen('keyworker', 60)),
      other.evaluate(() => globalThis.vaultPage.lengthen('area', 60)),
      other.evaluate(() => globalThis.vaultPage.lengthen('keyworker', 60)),
    ])
    for (const each of [page, other]) expect(await each.evaluate(() => globalThis.vaultPage.lengths())).toEqual({ keyworker: 120, area: 60 })
  })

  for (const { title } of vaultCases) {
    test(title, async ({ page }) => {
      await page.goto(served.origin)
      await page.waitForFunction(() => 'vaultPage' in globalThis)
      expect(await page.evaluate((title) => globalThis.vaultPage.runCase(title), title)).toBe('')
    })
  }
})
