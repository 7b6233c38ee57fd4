import { join } from 'node:path'
import type { BrowserContext } from 'playwright'
import { build } from 'vite'
import { serveApp } from '../../pages/serve-app.ts'
import { alternate, roundsOf } from '../alternate.ts'
import { openBrowser } from '../browser.ts'
import { fetchFirstRoute, makeVault } from '../first-route.ts'
import type { Bench, Group } from '../metric.ts'
import { projectRoot } from '../versions.ts'

declare global {
  /** When the field for the passphrase had the keyboard, milliseconds since the page was asked for. */
  var interactiveAt: number | undefined
}

/** Builds the empty page as the app itself is built, for the same host. */
async function buildEmptyPage({ folder }: Pick<Bench, 'folder'>): Promise<string> {
  const root = join(import.meta.dirname, '../pages/empty-mui')
  const outDir = join(folder, 'empty-mui')
  await build({
    configFile: false,
    logLevel: 'silent',
    root,
    base: './',
    html: { cspNonce: '__CSP_NONCE__' },
    build: { outDir, target: 'chrome140', minify: true, modulePreload: { polyfill: false } },
  })
  return outDir
}

async function timeToField(browser: BrowserContext, link: string): Promise<number> {
  const page = await browser.newPage()
  await page.goto(link, { waitUntil: 'commit' })
  const at = await page.waitForFunction(() => globalThis.interactiveAt, undefined, { timeout: 30_000 })
  const milliseconds = (await at.jsonValue()) ?? 0
  await page.close()
  return milliseconds
}

export const start: Group = {
  names: ['start-interactive', 'first-route-kb-gz'],
  async measure(bench) {
    const app = await serveApp(join(projectRoot, 'out/renderer'), bench.folder)
    const empty = await serveApp(await buildEmptyPage(bench), bench.folder)
    const browser = await openBrowser(bench)
    try {
      await makeVault(browser, app.link())
      const route = await fetchFirstRoute(browser, app.link())
      await browser.addInitScript(() => {
        const look = (): void => {
          if (document.activeElement?.id === 'passphrase') globalThis.interactiveAt = performance.now()
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      })
      const found = await alternate(bench, { ours: () => timeToField(browser, app.link()), peer: () => timeToField(browser, empty.link()) })
      return {
        'start-interactive': roundsOf(found, (milliseconds) => milliseconds),
        'first-route-kb-gz': { ours: [route.zipped / 1000], peer: [], floor: [] },
      }
    } finally {
      await browser.close()
      await app.close()
      await empty.close()
    }
  },
}
