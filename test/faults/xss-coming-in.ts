import { join } from 'node:path'
import { chromium } from 'playwright'
import { chromiumArguments } from '../../build/chromium.mjs'
import { startInstallation } from '../../src/cli/journey/installation.ts'
import type { Fault } from './fault.ts'
import { withoutCare } from './parts/careless-window.ts'
import { startCollector } from './parts/collector.ts'
import type { Stage, XssArrival } from './parts/xss-arrival.ts'
import { colleague } from './parts/xss-colleague.ts'
import { imports } from './parts/xss-imports.ts'
import { pasting } from './parts/xss-pasting.ts'
import { selfRunning, vectors as every } from './parts/xss-vectors.ts'
import { watch, type Watched } from './parts/xss-watch.ts'

const root = join(import.meta.dirname, '../..')
const arrivals: readonly XssArrival[] = [pasting, imports, colleague]

/** Milliseconds that the app has for each step; where it takes no care, a page that was taken over is soon given up. */
const patience = { guarded: 30_000, careless: 15_000 }

/**
 * The same list of vectors through every way into the app, in real Chromium, with every request logged: nothing runs,
 * nothing calls, nothing is shown as more than text, and the page's policy has nothing to stop. Without protection the
 * app's windows show text as markup, and no policy stands in the way.
 */
export const run: Fault = async ({ protection, folder, chromium: program, quick, sample, say }) => {
  if (program === undefined) throw new Error('there is no Chromium here')
  const vectors = sample ? selfRunning.slice(0, 6) : quick ? every.filter((_, index) => index % 4 === 0) : every
  const ways = sample ? [pasting] : arrivals
  const collector = await startCollector()
  const browser = await chromium.launch({ executablePath: program, args: [...chromiumArguments, collector.browserArgument] })
  const found = new Map<string, string[]>()
  try {
    for (const arrival of ways) {
      say(arrival.name)
      const wrong: string[] = []
      found.set(arrival.name, wrong)
      const app = await startInstallation({ root })
      const windows: Watched[] = []
      const stage: Stage = {
        app,
        browser,
        vectors,
        folder,
        async open(home = app.origin) {
          const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
          context.setDefaultTimeout(protection ? patience.guarded : patience.careless)
          if (!protection) await withoutCare(context, app.origin)
          const window = await watch(context, home, wrong)
          windows.push(window)
          return window
        },
      }
      try {
        await arrival.attack(stage)
      } catch (error) {
        // A window that was taken over does not go on as a person expects; what was seen until then counts.
        if (protection) throw error
        for (const { look } of windows) await look().catch(() => undefined)
      } finally {
        for (const { page } of windows) await page.context().close()
        await app.stop()
      }
      wrong.push(...collector.calls().map((path) => `called out: ${path}`))
    }
  } finally {
    await browser.close()
    collector.close()
  }
  const wrong = [...found].flatMap(([name, each]) => each.map((what) => `${name}: ${what}`))
  const seenAt = [...found].flatMap(([name, each]) => (each.length > 0 ? [name] : []))
  return {
    name: 'xss-coming-in',
    tried: vectors.length * ways.length,
    lost: 0,
    undetected: wrong.length,
    crashed: 0,
    holds: wrong.length === 0,
    note: `${vectors.length} vectors by ${ways.length} ways (${ways.map(({ name }) => name).join('; ')}): ${wrong.length === 0 ? 'nothing ran, called, stood as markup or had to be stopped by the policy' : `seen by ${seenAt.length} (${seenAt.join('; ')}): ${wrong.slice(0, 3).join('; ')}`}.`,
  }
}
