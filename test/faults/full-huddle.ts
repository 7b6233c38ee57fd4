import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { chromiumArguments } from '../../build/chromium.mjs'
import { measuringArguments } from '../bench/browser.ts'
import { seeded } from '../bench/pages/synthetic.ts'
import { newRoom, startMeeting, type Meeting } from '../pages/meeting.ts'
import { servePage } from '../pages/serve-page.ts'
import { howMany, type Fault } from './fault.ts'
import { openTalker, type Talker } from './parts/talkers.ts'

const keysPerSecond = 3
/** Milliseconds in which everybody has met everybody, or the run is given up. */
const meetWithin = 120_000
/** Milliseconds after the last key in which everybody has all of them, or they are lost. */
const waitAtMost = 60_000
/** Milliseconds after the last key in which everybody should have all of them. */
const soon = 2000

interface Typed {
  readonly lastKeyAt: number
  readonly allHereAt: number | undefined
  readonly held: number
}

/** Types in the page at a steady pace, then waits for everybody's keys. */
function type(page: Page, asked: { readonly keys: number; readonly every: number; readonly expected: number; readonly patience: number }): Promise<Typed> {
  return page.evaluate(async ({ keys, every, expected, patience }) => {
    const { peer } = globalThis.page
    if (!peer) throw new Error('nobody sits here')
    const began = performance.now()
    for (let key = 0; key < keys; key += 1) {
      await new Promise((next) => setTimeout(next, began + key * every - performance.now()))
      await peer.write('note', 'k')
    }
    const lastKeyAt = Date.now()
    const deadline = lastKeyAt + patience
    while ((await peer.length('note')) < expected && Date.now() < deadline) await new Promise((next) => setTimeout(next, 20))
    const held = await peer.length('note')
    return { lastKeyAt, allHereAt: held < expected ? undefined : Date.now(), held }
  }, asked)
}

async function everybodyMeets(talkers: readonly Talker[]): Promise<void> {
  const address = newRoom()
  await Promise.all(talkers.map(({ page }) => page.evaluate((each) => globalThis.page.ask('join', [each]), address)))
  await Promise.all(
    talkers.map(({ page }) => page.waitForFunction(async (others) => (await globalThis.page.peer?.state())?.peers === others, talkers.length - 1, { timeout: meetWithin, polling: 200 })),
  )
}

async function megabytesOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

async function seats(browser: Browser, origin: string, meeting: Meeting, count: number): Promise<Talker[]> {
  const talkers: Talker[] = []
  for (let each = 0; each < count; each += 1) talkers.push(await openTalker(browser, { origin, meetingPoint: meeting.seat(), protection: true }))
  return talkers
}

/**
 * As many windows as a huddle has seats, in Chromium over the real transport, each typing three keys a second; in the
 * first half of the time two of them lose every connection at once. Without protection those two do not meet anybody again.
 */
export const run: Fault = async ({ protection, chromium: program, say, ...asked }) => {
  if (program === undefined) throw new Error('there is no Chromium here')
  const count = howMany(asked, { sample: 3, quick: 8, whole: 30 })
  const keys = keysPerSecond * howMany(asked, { sample: 2, quick: 20, whole: 60 })
  const every = 1000 / keysPerSecond
  const random = seeded(asked.seed)
  const [browser, served, meeting] = await Promise.all([
    chromium.launch({ executablePath: program, args: [...chromiumArguments, ...measuringArguments] }),
    servePage(join(import.meta.dirname, '../e2e/transport/page.ts')),
    startMeeting(),
  ])
  try {
    const talkers = await seats(browser, served.origin, meeting, count)
    let crashed = 0
    for (const { page } of talkers) page.on('pageerror', () => (crashed += 1))
    say(`${count} windows meet`)
    await everybodyMeets(talkers)
    say(`${count} windows type`)
    const expected = count * keys
    const patience = protection ? waitAtMost : soon
    const cuts = talkers.slice(0, 2).map(async ({ page }) => {
      await page.waitForFunction((least) => globalThis.page.peer?.length('note').then((length) => length >= least), Math.floor(expected * random() * 0.5), { polling: 50 })
      await page.evaluate((again) => (again ? globalThis.cutChannels() : globalThis.page.peer?.setOnline(false)), protection)
    })
    const typed = await Promise.all(talkers.map(({ page }) => type(page, { keys, every, expected, patience })))
    await Promise.all(cuts)
    const texts = new Set(await Promise.all(talkers.map(({ page }) => page.evaluate(() => globalThis.page.peer?.read('note')))))
    const lost = Math.max(...typed.map(({ held }) => expected - held))
    const lastKeyAt = Math.max(...typed.map((each) => each.lastKeyAt))
    const after = Math.max(0, ...typed.map(({ allHereAt }) => (allHereAt ?? Number.POSITIVE_INFINITY) - lastKeyAt))
    const came = Number.isFinite(after) ? `everybody had the last one after ${Math.round(after)} ms` : 'somebody never had the last one'
    const megabytes = await Promise.all(talkers.map(({ page }) => megabytesOf(page)))
    return {
      name: 'full-huddle',
      tried: expected,
      lost,
      undetected: texts.size - 1,
      crashed,
      holds: lost + crashed === 0 && texts.size === 1 && after <= soon,
      note: `${count} windows typed ${keys} keys each, three a second, and two of them lost every connection meanwhile: ${lost} keys lost, ${came}, and a window’s scripts took ${Math.round(Math.max(...megabytes))} MB at the most.`,
    }
  } finally {
    await browser.close()
    await meeting.close()
    served.close()
  }
}
