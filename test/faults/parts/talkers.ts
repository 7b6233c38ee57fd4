import type { Browser, Page } from 'playwright'
import type { RoomAddress } from '../../../src/core/sync/transport.ts'
import { pause } from './writer-window.ts'

declare global {
  /** Closes every connection of this window to another one. */
  var cutChannels: () => void
}

/** A window of test/e2e/transport/page.ts with a peer in it. */
export interface Talker {
  readonly page: Page
  close(): Promise<void>
}

interface TalkerParts {
  readonly origin: string
  /** The signalling server's address, seat included. */
  readonly meetingPoint: string
  /** False: once its way to the meeting point is gone, the window never calls there again. */
  readonly protection: boolean
}

export async function openTalker(browser: Browser, { origin, meetingPoint, protection }: TalkerParts): Promise<Talker> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript((callsAgain) => {
    const [Connection, Socket] = [globalThis.RTCPeerConnection, globalThis.WebSocket]
    const open = new Set<RTCPeerConnection>()
    globalThis.cutChannels = () => open.forEach((each) => each.close())
    globalThis.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        open.add(this)
      }
    }
    let called = 0
    const nowhere = 'ws://127.0.0.1:9'
    globalThis.WebSocket = class extends Socket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(callsAgain || called === 0 ? url : nowhere, protocols)
        called += 1
      }
    }
  }, protection)
  await page.goto(origin)
  await page.waitForFunction(() => 'page' in globalThis)
  await page.evaluate((each) => globalThis.page.make('ours', [each]), meetingPoint)
  return { page, close: () => context.close() }
}

async function ask({ page }: Talker, name: string, ...args: readonly unknown[]): Promise<unknown> {
  const { value, refused } = await page.evaluate(([each, given]) => globalThis.page.ask(each, given), [name, args] as const)
  if (refused !== undefined) throw new Error(refused)
  return value
}

/** Milliseconds in which people who are connected have what one of them wrote. */
const soon = 10_000
/** Milliseconds in which people are connected again, a dead connection noticed included; and for how long it is worth waiting for those who never call again. */
const inTheEnd = (protection: boolean): number => (protection ? 60_000 : 3000)

/** Looks until nothing is missing or time is up. @returns how many are missing then. */
async function whenNone(look: () => Promise<number>, within: number): Promise<number> {
  const deadline = Date.now() + within
  for (;;) {
    const lacking = await look()
    if (lacking === 0 || Date.now() > deadline) return lacking
    await pause(100)
  }
}

export interface Talk {
  /** Writes the next word. */
  write(who: Talker): Promise<void>
  /** Whether these all have the last so many words that they themselves wrote, before long. */
  allRead(who: readonly Talker[], last: number): Promise<boolean>
  /** Waits until everybody has the same and all of it. @returns how many words some window lacks when time is up. */
  lost(): Promise<number>
  written(): number
}

/** Lets windows meet in one room, and keeps account of every word that is written there. @throws where they never meet. */
export async function talk(talkers: readonly Talker[], address: RoomAddress, protection: boolean): Promise<Talk> {
  const words: { readonly by: Talker; readonly word: string }[] = []

  async function missing(who: readonly Talker[], from: typeof words): Promise<number> {
    const texts = await Promise.all(who.map(async (each) => String(await ask(each, 'read', 'note'))))
    const lacking = from.filter(({ word }) => texts.some((text) => text.split(word).length !== 2)).length
    return lacking > 0 ? lacking : new Set(texts).size - 1
  }

  const talking: Talk = {
    async write(by) {
      const word = `<${words.length}>`
      await ask(by, 'write', 'note', word)
      words.push({ by, word })
    },
    async allRead(who, last) {
      const theirs = words.filter(({ by }) => who.includes(by)).slice(-last)
      return (await whenNone(() => missing(who, theirs), soon)) === 0
    },
    lost: () => whenNone(() => missing(talkers, words), inTheEnd(protection)),
    written: () => words.length,
  }
  for (const each of talkers) await ask(each, 'join', address)
  for (const each of talkers) await talking.write(each)
  if ((await whenNone(() => missing(talkers, words), inTheEnd(true))) > 0) throw new Error('the windows did not meet')
  return talking
}
