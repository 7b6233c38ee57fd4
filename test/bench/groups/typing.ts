import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { startHuddleOfFirst } from '../../../src/cli/journey/participant.ts'
import { serveApp } from '../../pages/serve-app.ts'
import { servePage } from '../../pages/serve-page.ts'
import { alternate, roundsOf } from '../alternate.ts'
import { openBrowser } from '../browser.ts'
import type { Group } from '../metric.ts'
import { percentile } from '../statistics.ts'
import { projectRoot } from '../versions.ts'

declare global {
  /** Of each key, milliseconds from its event to the frame after it. */
  var keyToFrame: number[]
}

/** Measures in the page itself, from the event that the system made to just after the frame that shows the key. */
const watchKeys = (browser: BrowserContext): Promise<unknown> =>
  browser.addInitScript(() => {
    globalThis.keyToFrame = []
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => globalThis.keyToFrame.push(performance.now() - timeStamp))
          port1.start()
          port2.postMessage(0)
        })
      },
      true,
    )
  })

const sentence = 'What helps is the allotment and somebody steady to ring. '

async function typeInto(page: Page, keys: number): Promise<number[]> {
  await page.bringToFront()
  await page.getByRole('textbox', { name: 'Formulation' }).click()
  await page.keyboard.press('Control+End')
  await page.evaluate(() => void (globalThis.keyToFrame.length = 0))
  await page.keyboard.type(sentence.repeat(Math.ceil(keys / sentence.length)).slice(0, keys), { delay: 25 })
  await page.waitForFunction((count) => globalThis.keyToFrame.length >= count, keys)
  return page.evaluate(() => globalThis.keyToFrame)
}

export const typing: Group = {
  names: ['typing-local-p99'],
  async measure(bench) {
    const app = await serveApp(join(projectRoot, 'out/renderer'), bench.folder)
    const served = await servePage(join(import.meta.dirname, '../pages/bare-editor.tsx'), { minify: true })
    const browser = await openBrowser(bench)
    try {
      await watchKeys(browser)
      const [ours, peer] = [await browser.newPage(), await browser.newPage()]
      await ours.goto(app.link())
      await ours.getByRole('button', { name: 'Practise' }).click()
      await startHuddleOfFirst(ours, 1)
      await peer.goto(served.origin)
      const keys = bench.quick ? 100 : 250
      const found = await alternate(bench, { ours: () => typeInto(ours, keys), peer: () => typeInto(peer, keys) })
      return { 'typing-local-p99': roundsOf(found, (times) => percentile(times, 0.99)) }
    } finally {
      await browser.close()
      served.close()
      await app.close()
    }
  },
}
