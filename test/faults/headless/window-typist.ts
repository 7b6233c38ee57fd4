import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { chromiumArguments } from '../../../build/chromium.mjs'
import { measuringArguments } from '../../bench/browser.ts'
import type { Meeting } from '../../pages/meeting.ts'
import { servePage } from '../../pages/serve-page.ts'
import { openTalker } from '../parts/talkers.ts'
import type { Typist } from './typist.ts'

const peersOf = (page: Page): Promise<number> => page.evaluate(async () => (await globalThis.page.peer?.state())?.peers ?? 0)

/** Typing in a window of test/faults/pages/typist.ts that parts/talkers.ts has opened. */
function windowTypist(page: Page): Typist {
  return {
    join: async (address) => void (await page.evaluate((each) => globalThis.page.ask('join', [each]), address)),
    leave: async () => void (await page.evaluate(() => globalThis.page.ask('leave', []))),
    met: () => peersOf(page),
    type: (typing) => page.evaluate((each) => globalThis.typeKeys(each), typing),
    held: () => page.evaluate(async () => (await globalThis.page.peer?.length('note')) ?? 0),
    text: () => page.evaluate(async () => (await globalThis.page.peer?.read('note')) ?? ''),
    async cut(again) {
      await page.evaluate((comesBack) => (comesBack ? globalThis.cutChannels() : globalThis.page.peer?.setOnline(false)), again)
    },
    sent: () => page.evaluate(() => globalThis.page.updatesSent),
    async megabytes() {
      const session = await page.context().newCDPSession(page)
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      await session.detach()
      return usedSize / 1e6
    },
  }
}

/** Windows of one Chromium, with somebody who types in each. */
export interface Windows {
  readonly typists: readonly Typist[]
  readonly crashed: () => number
  close(): Promise<void>
}

export const noWindows: Windows = { typists: [], crashed: () => 0, close: async () => undefined }

export async function openWindows(program: string, meeting: Meeting, count: number): Promise<Windows> {
  const [browser, served] = await Promise.all([
    chromium.launch({ executablePath: program, args: [...chromiumArguments, ...measuringArguments] }),
    servePage(join(import.meta.dirname, '../pages/typist.ts')),
  ])
  let crashed = 0
  const typists: Typist[] = []
  for (let each = 0; each < count; each += 1) {
    const { page } = await openTalker(browser, { origin: served.origin, meetingPoint: meeting.seat(), protection: true })
    page.on('pageerror', () => (crashed += 1))
    typists.push(windowTypist(page))
  }
  return {
    typists,
    crashed: () => crashed,
    async close() {
      await browser.close()
      served.close()
    },
  }
}
