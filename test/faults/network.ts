import { join } from 'node:path'
import { chromium, type Browser } from 'playwright'
import { chromiumArguments } from '../../build/chromium.mjs'
import { newRoom, startMeeting, type Meeting } from '../pages/meeting.ts'
import { servePage } from '../pages/serve-page.ts'
import { howMany, type Company, type Fault } from './fault.ts'
import { pause } from './parts/writer-window.ts'
import { tcpProxy } from './parts/tcp-proxy.ts'
import { openTalker, talk, type Talk, type Talker } from './parts/talkers.ts'

/** What becomes of the network; the rest of the time it works. */
const troubles = ['lost', 'signalling-down', 'half-open', 'parted'] as const
type Trouble = (typeof troubles)[number]

/** A window whose way to the meeting point is a stretch of network of its own. */
interface Seat extends Talker {
  cut(): void
  freeze(): void
  heal(): void
}

async function sit(browser: Browser, origin: string, meeting: Meeting, protection: boolean): Promise<Seat> {
  const address = new URL(meeting.seat())
  const way = await tcpProxy(Number(address.port))
  address.port = String(way.port)
  const { page, close } = await openTalker(browser, { origin, meetingPoint: String(address), protection })
  return {
    ...way,
    page,
    async close() {
      await close()
      await way.close()
    },
  }
}

type Seats = readonly [Seat, Seat, Seat]

/** Lets everybody write through one trouble. @returns whether who was still connected had it at once. */
async function suffer(trouble: Trouble, [one, other, third]: Seats, { write, allRead }: Talk): Promise<boolean> {
  const hit = trouble === 'signalling-down' ? [one, other, third] : trouble === 'half-open' ? [one, other] : [one]
  for (const each of hit) {
    if (trouble === 'half-open') each.freeze()
    else each.cut()
  }
  if (trouble !== 'signalling-down') await one.page.evaluate(() => globalThis.cutChannels())
  for (const each of [one, other, third]) await write(each)
  // Nobody who is still connected waits for the meeting point, nor for whoever is gone.
  const atOnce = await allRead(trouble === 'signalling-down' ? [one, other, third] : [other, third], trouble === 'signalling-down' ? 3 : 2)
  if (trouble === 'parted') await pause(3000)
  for (const each of hit) each.heal()
  await write(one)
  return atOnce
}

export const company: Company = 'alone'

/**
 * Three windows in Chromium over the real transport, whose network fails between them and their meeting point, and
 * between each other, while all of them write. Without protection a window that was cut off never calls again.
 */
export const run: Fault = async ({ protection, chromium: program, say, ...asked }) => {
  if (program === undefined) throw new Error('there is no Chromium here')
  const rounds = howMany(asked, { sample: 2, quick: troubles.length, whole: 16 })
  const [browser, served, meeting] = await Promise.all([
    chromium.launch({ executablePath: program, args: [...chromiumArguments] }),
    servePage(join(import.meta.dirname, '../e2e/transport/page.ts')),
    startMeeting(),
  ])
  const seats: Seat[] = []
  let [tried, lost, late, crashed] = [0, 0, 0, 0]
  let written = 0
  const kinds = new Set<Trouble>()
  try {
    for (let each = 0; each < 3; each += 1) seats.push(await sit(browser, served.origin, meeting, protection))
    const [one, other, third] = seats
    if (!one || !other || !third) throw new Error('three seats')
    for (const { page } of seats) page.on('pageerror', () => (crashed += 1))
    const talking = await talk(seats, newRoom(), protection)
    while (tried < rounds && lost === 0) {
      const trouble = troubles[(asked.seed + tried) % troubles.length] ?? 'lost'
      kinds.add(trouble)
      // Who is cut off changes, so that each has been.
      const turned = [...seats.slice(tried % 3), ...seats.slice(0, tried % 3)] as [Seat, Seat, Seat]
      if (!(await suffer(trouble, turned, talking))) late += 1
      lost += await talking.lost()
      tried += 1
      say(`${tried} of ${rounds} failures of the network`)
    }
    written = talking.written()
  } finally {
    await browser.close()
    for (const each of seats) await each.close()
    await meeting.close()
    served.close()
  }
  return {
    name: 'network',
    tried,
    lost,
    undetected: late,
    crashed,
    holds: tried === rounds && lost + late + crashed === 0,
    note: `Three windows wrote ${written} words through ${tried} failures of the network (${[...kinds].join(', ')}): ${lost} words were missing from a window in the end, ${late} times those still connected waited.`,
  }
}
