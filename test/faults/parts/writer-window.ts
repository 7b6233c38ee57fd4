import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import { chromiumArguments } from '../../../build/chromium.mjs'
import { bundlePage } from '../../pages/serve-page.ts'
import type { Orders, Told } from './writer-words.ts'

type Opened = Extract<Told, { kind: 'opened' }>

/** Builds the writing page once, into a folder that a host can serve. */
export async function buildWriterPage(folder: string): Promise<string> {
  const root = join(folder, 'page')
  for (const [path, { body }] of await bundlePage(join(import.meta.dirname, '../pages/writer.ts'))) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), body)
  }
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Writing</title><script type="module" src="/page.js"></script>')
  return root
}

/** Where writing windows report. It outlives them: what was said before a window was killed stays said. */
export interface Control {
  readonly port: number
  /** The last numbers that were said to be saved, in the note and in the record. */
  readonly acknowledged: { note: number; record: number }
  /** Resolves with the next window's first report. @throws where none comes in time. */
  opened(): Promise<Opened>
  /** Resolves with what fits, from now on. @throws where nothing does in time. */
  next(fits: (told: Told) => boolean, within?: number): Promise<Told>
  order(orders: Partial<Orders>): void
  close(): Promise<void>
}

const patience = 30_000

export async function startControl(): Promise<Control> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const listeners = new Set<(told: Told) => void>()
  const acknowledged = { note: 0, record: 0 }
  let window: WebSocket | undefined
  server.on('connection', (socket) => {
    window = socket
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer) => {
      const told = JSON.parse(data.toString()) as Told
      if (told.kind === 'saved') acknowledged.note = Math.max(acknowledged.note, told.number)
      if (told.kind === 'record-saved') acknowledged.record = Math.max(acknowledged.record, told.number)
      for (const listener of Array.from(listeners)) listener(told)
    })
  })
  const next = (fits: (told: Told) => boolean, within = patience): Promise<Told> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => stop(() => reject(new Error('the window said nothing in time'))), within)
      const listener = (told: Told): void => void (fits(told) && stop(() => resolve(told)))
      const stop = (then: () => void): void => {
        clearTimeout(timer)
        listeners.delete(listener)
        then()
      }
      listeners.add(listener)
    })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    acknowledged,
    next,
    opened: async () => {
      const told = await next(({ kind }) => kind === 'opened' || kind === 'failed')
      if (told.kind !== 'opened') throw new Error(told.kind === 'failed' ? told.because : 'another report came')
      return told
    },
    order: (orders) => window?.send(JSON.stringify(orders)),
    close: () =>
      new Promise((closed) => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => closed())
      }),
  }
}

export interface WriterBrowser {
  /** Stops every process of its own where it stands, until `goOn`. */
  hold(): void
  goOn(): void
  /** Without warning, with every process of its own, and waits until they are gone. */
  kill(): Promise<void>
}

/** A real browser, of these windows alone, with its profile in a real folder. */
export function openWriter(chromium: string, profile: string, address: string): WriterBrowser {
  // As after a loss of power: the browser that held this profile is gone, whatever its lock says.
  for (const name of readdirSync(profile)) if (name.startsWith('Singleton')) rmSync(join(profile, name), { force: true })
  const child = spawn(
    chromium,
    [...chromiumArguments, '--headless=new', '--disable-gpu', '--no-default-browser-check', '--disable-extensions', '--disk-cache-size=1', '--disable-breakpad', `--user-data-dir=${profile}`, address],
    { stdio: 'ignore', detached: true },
  )
  const ended = once(child, 'exit')
  return {
    hold: () => signalGroup(child, 'SIGSTOP'),
    goOn: () => signalGroup(child, 'SIGCONT'),
    async kill() {
      signalGroup(child, 'SIGKILL')
      await ended
    },
  }
}

/** To what this run has started as one group: the browser and its helpers. */
function signalGroup({ pid }: ChildProcess, signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** What of that was acknowledged and is not there, or is there changed: 0 or 1 for the note, and the same for the record. */
export function lostOf({ held, whole, record }: Opened, { note, record: recorded }: { readonly note: number; readonly record: number }): number {
  return (whole && held >= note ? 0 : 1) + (record >= recorded ? 0 : 1)
}

export const pause = (milliseconds: number): Promise<void> => new Promise((then) => setTimeout(then, milliseconds))
