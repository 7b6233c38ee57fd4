import { join } from 'node:path'
import { openBrowser } from '../bench/browser.ts'
import { seeded } from '../bench/pages/synthetic.ts'
import { servePage } from '../pages/serve-page.ts'
import { howMany, type Fault } from './fault.ts'
import { lostOf, pause, startControl } from './parts/writer-window.ts'

/**
 * Crashes the page's own process at a random moment while it writes, with the browser going on, and opens the vault in a
 * new page at once. Without protection the window says that it is saved as soon as it is written.
 */
export const run: Fault = async ({ protection, folder, chromium, say, ...asked }) => {
  if (chromium === undefined) throw new Error('there is no Chromium to crash')
  const crashes = howMany(asked, { sample: 4, quick: 8, whole: 50 })
  const random = seeded(asked.seed)
  const served = await servePage(join(import.meta.dirname, 'pages/writer.ts'))
  const control = await startControl()
  const browser = await openBrowser({ chromium, folder })
  let [tried, lost, crashed] = [0, 0, 0]

  async function openPage(): Promise<{ crash(): Promise<void>; lost: number }> {
    const page = await browser.newPage()
    const found = control.opened()
    await page.goto(`${served.origin}/?control=${control.port}${protection ? '' : '&waits=no'}`)
    const session = await browser.newCDPSession(page)
    return {
      lost: lostOf(await found, control.acknowledged),
      async crash() {
        const gone = page.waitForEvent('crash', { timeout: 10_000 })
        // It answers nothing any more.
        session.send('Page.crash').catch(() => undefined)
        await gone
        await page.close()
      },
    }
  }

  try {
    let page = await openPage()
    for (; tried < crashes; tried += 1) {
      control.order({ write: true })
      await pause(20 + random() * 250)
      await page.crash()
      try {
        page = await openPage()
        lost += page.lost
      } catch {
        crashed += 1
        page = await openPage()
      }
      say(`${tried + 1} of ${crashes} crashes, ${control.acknowledged.note} edits acknowledged`)
    }
  } finally {
    await browser.close()
    await control.close()
    served.close()
  }
  return {
    name: 'renderer-crash',
    tried,
    lost,
    undetected: 0,
    crashed,
    holds: tried === crashes && lost + crashed === 0 && control.acknowledged.note > 0,
    note: `${tried} crashes of the page’s process while it wrote ${control.acknowledged.note} edits: ${lost} times something that it had said was saved was gone.`,
  }
}
