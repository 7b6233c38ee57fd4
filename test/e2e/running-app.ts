import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** One launch of the app, as `npm start -- --web --no-open` serves it. */
export interface RunningApp {
  /** Opens the app, token included. */
  readonly link: string
  readonly origin: string
  /** The records folder of this launch. */
  readonly records: string
  stop(): Promise<void>
}

/** Starts the app at a free port in a home of its own, which `stop` takes away. */
export async function startApp(): Promise<RunningApp> {
  const home = mkdtempSync(join(tmpdir(), 'mdt-huddle-app-'))
  const records = join(home, 'records')
  const child = spawn(process.execPath, [join(root, 'build/start.mjs'), '--web', '--no-open', '--port', '0', '--records', records], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CONFIG_HOME: home },
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const link = await linkFrom(child)
  return {
    link,
    origin: new URL(link).origin,
    records,
    async stop() {
      child.kill()
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function linkFrom({ stdout }: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of stdout ?? []) {
    said += String(chunk)
    const link = /ready at (\S+)\n/.exec(said)?.[1]
    if (link !== undefined) return link
  }
  throw new Error(`the app did not start: ${said}`)
}
