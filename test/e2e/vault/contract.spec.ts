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

  for (const { title } of vaultCases) {
    test(title, async ({ page }) => {
      await page.goto(served.origin)
      await page.waitForFunction(() => 'vaultPage' in globalThis)
      expect(await page.evaluate((title) => globalThis.vaultPage.runCase(title), title)).toBe('')
    })
  }
})
