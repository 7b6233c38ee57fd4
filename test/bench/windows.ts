import { join } from 'node:path'
import { chromium as playwright, type Page } from 'playwright'
import { chromiumArguments } from '../../build/chromium.mjs'
import { startMeeting, type Meeting } from '../pages/meeting.ts'
import { servePage } from '../pages/serve-page.ts'
import { asker, type Ask } from './ask.ts'
import { measuringArguments } from './browser.ts'
import type { Bench } from './metric.ts'
import type { LiveOperations } from './pages/live.ts'

/** Windows that share nothing but a meeting point, as those of several people do. */
export interface Windows {
  readonly asks: readonly Ask<LiveOperations>[]
  readonly meeting: Meeting
}

/** Opens so many windows, hands them over, and closes everything whatever happens. */
export async function withWindows<T>({ chromium }: Pick<Bench, 'chromium'>, count: number, use: (windows: Windows) => Promise<T>): Promise<T> {
  const served = await servePage(join(import.meta.dirname, 'pages', 'live.ts'), { minify: true })
  const meeting = await startMeeting()
  const browser = await playwright.launch({ executablePath: chromium, args: [...chromiumArguments, ...measuringArguments] })
  try {
    const pages: Page[] = []
    for (let each = 0; each < count; each += 1) {
      // Of one context, y-webrtc's windows would talk through the browser and not over the network.
      const page = await (await browser.newContext()).newPage()
      await page.goto(served.origin)
      await page.waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 30_000 })
      pages.push(page)
    }
    return await use({ asks: pages.map((page) => asker<LiveOperations>(page)), meeting })
  } finally {
    await browser.close()
    await meeting.close()
    served.close()
  }
}

/** Waits until `look` gives true. @throws after so many milliseconds. */
export async function eventually(what: string, look: () => Promise<boolean>, within = 60_000): Promise<void> {
  const deadline = performance.now() + within
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`waited ${within / 1000} s in vain: ${what}`)
    await new Promise((next) => setTimeout(next, 50))
  }
}
