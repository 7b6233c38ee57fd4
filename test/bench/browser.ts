import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as playwright, type BrowserContext, type Page } from 'playwright'
import { chromiumArguments } from '../../build/chromium.mjs'
import { servePage } from '../pages/serve-page.ts'
import type { Bench } from './metric.ts'

/** What keeps a window that nobody looks at from being slowed down, and lets memory be read after a collection. */
export const measuringArguments = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows']

/**
 * A real Chromium with a profile on the disk: what a private window stores never reaches it, and would flatter every
 * figure of the store.
 */
export async function openBrowser({ chromium, folder }: Pick<Bench, 'chromium' | 'folder'>): Promise<BrowserContext> {
  return playwright.launchPersistentContext(mkdtempSync(join(folder, 'profile-')), {
    executablePath: chromium,
    args: [...chromiumArguments, ...measuringArguments],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
}

/** Opens a page of test/bench/pages in a new browser, hands it over, and closes both whatever happens. */
export async function withPage<T>(bench: Bench, entry: string, use: (page: Page) => Promise<T>): Promise<T> {
  const served = await servePage(join(import.meta.dirname, 'pages', entry), { minify: true })
  const browser = await openBrowser(bench)
  try {
    const page = await browser.newPage()
    await page.goto(served.origin)
    await page.waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 30_000 })
    return await use(page)
  } finally {
    await browser.close()
    served.close()
  }
}
