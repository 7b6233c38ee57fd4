import { join } from 'node:path'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import type { ContractPeer, Until } from '../../contract/transport-cases.ts'
import { startMeeting, type Meeting } from '../../pages/meeting.ts'
import { servePage } from '../../pages/serve-page.ts'
import type { OwnOptions, TransportKind } from './transports.ts'

export { newRoom } from '../../pages/meeting.ts'

export interface PagePeer extends ContractPeer {
  readonly page: Page
}

/** One huddle's meeting point, and pages that meet there. */
export interface Meet extends Omit<Meeting, 'close'> {
  peer(kind?: TransportKind, own?: OwnOptions): Promise<PagePeer>
  /** Errors that no code caught, in any of the pages. */
  readonly uncaught: string[]
}

export const until: Until = (look, expected) => expect.poll(look, { timeout: 30_000, intervals: [50] }).toEqual(expected)

/** The code of the problem with which something was refused, in the page or here. */
export const rejected = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'not rejected',
    (error: Error) => /refused:([a-z-]+)/.exec(error.message)?.[1] ?? error.message,
  )

export const test = base.extend<{ meet: Meet }>({
  meet: async ({ browser }, use) => {
    const served = await servePage(join(import.meta.dirname, 'page.ts'))
    const { signalling, seat, close } = await startMeeting()
    const contexts: BrowserContext[] = []
    const uncaught: string[] = []
    await use({
      signalling,
      seat,
      uncaught,
      async peer(kind = 'ours', own = {}) {
        const around = await browser.newContext()
        contexts.push(around)
        const page = await around.newPage()
        page.on('pageerror', (error) => uncaught.push(String(error)))
        await page.goto(served.origin)
        await page.waitForFunction(() => 'page' in globalThis)
        await page.evaluate(([kind, address, own]) => globalThis.page.make(kind, [address], own), [kind, seat(), own] as const)
        return pagePeer(page)
      },
    })
    for (const context of contexts) await context.close()
    await close()
    served.close()
  },
})

/** Drives the peer in a page as if it were here. */
function pagePeer(page: Page): PagePeer {
  const ask = async <K extends keyof ContractPeer>(name: K, ...args: Parameters<ContractPeer[K]>): Promise<Awaited<ReturnType<ContractPeer[K]>>> => {
    const answer = await page.evaluate(([name, args]) => globalThis.page.ask(name, args), [name, args] as [string, unknown[]])
    if (answer.refused !== undefined) throw new Error(`refused:${answer.refused}`)
    return answer.value as never
  }
  return {
    page,
    join: (address) => ask('join', address),
    leave: () => ask('leave'),
    setOnline: (online) => ask('setOnline', online),
    write: (field, text) => ask('write', field, text),
    fill: (field, length) => ask('fill', field, length),
    read: (field) => ask('read', field),
    length: (field) => ask('length', field),
    state: () => ask('state'),
    meetAnew: () => ask('meetAnew'),
    talks: () => ask('talks'),
    say: (name) => ask('say', name),
    heard: () => ask('heard'),
  }
}
