import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import { build } from 'vite'
import type { RoomAddress } from '../../../src/core/sync/transport.ts'
import { startSignalling, type SignallingServer } from '../../../src/node/signalling-server.ts'
import type { ContractPeer, Until } from '../../contract/transport-cases.ts'

export interface PagePeer extends ContractPeer {
  readonly page: Page
}

/** One huddle's meeting point, and pages that meet there. */
export interface Meet {
  readonly signalling: SignallingServer
  /** An address with a seat of its own. */
  seat(): string
  peer(kind?: 'ours' | 'shipped', context?: BrowserContext): Promise<PagePeer>
  /** Errors that no code caught, in any of the pages. */
  readonly uncaught: string[]
}

export const newRoom = (): RoomAddress => ({ room: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('base64url') })

export const until: Until = (look, expected) => expect.poll(look, { timeout: 30_000, intervals: [50] }).toEqual(expected)

/** The code of the problem with which something was refused, in the page or here. */
export const rejected = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'not rejected',
    (error: Error) => /refused:([a-z-]+)/.exec(error.message)?.[1] ?? error.message,
  )

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, target: 'es2023', rolldownOptions: { input: join(import.meta.dirname, 'page.ts') } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the page was not built')
  return chunk.code
}

let bundled: Promise<string> | undefined

/** Serves the page, as another origin each time. */
async function servePage(): Promise<{ origin: string; close(): void }> {
  const code = await (bundled ??= bundle())
  const server = createServer((request, response) => {
    const script = request.url === '/page.js'
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    response.end(script ? code : '<!doctype html><title>A seat</title><script type="module" src="/page.js"></script>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const bound = server.address()
  return {
    origin: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

export const test = base.extend<{ meet: Meet }>({
  meet: async ({ browser }, use) => {
    const served = await servePage()
    const signalling = await startSignalling({ port: 0, lan: false, clock: () => Date.now() })
    const huddle = randomBytes(16).toString('hex')
    const ticket = randomBytes(16)
    signalling.admit({ huddle, ticketDigest: createHash('sha256').update(ticket).digest('hex'), seats: 30, expires: Date.now() + 600_000 })
    const contexts: BrowserContext[] = []
    const uncaught: string[] = []
    const seat = (): string => `${signalling.addresses[0]}/h/${huddle}?ticket=${ticket.toString('base64url')}&device=${randomBytes(16).toString('hex')}`
    await use({
      signalling,
      seat,
      uncaught,
      async peer(kind = 'ours', context) {
        const around = context ?? (await browser.newContext())
        contexts.push(around)
        const page = await around.newPage()
        page.on('pageerror', (error) => uncaught.push(String(error)))
        await page.goto(served.origin)
        await page.waitForFunction(() => 'page' in globalThis)
        await page.evaluate(([kind, address]) => globalThis.page.make(kind, [address]), [kind, seat()] as const)
        return pagePeer(page)
      },
    })
    for (const context of contexts) await context.close()
    await signalling.close()
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
    say: (name) => ask('say', name),
    heard: () => ask('heard'),
  }
}
