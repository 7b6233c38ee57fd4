import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { configFolder, twinsFolder } from '../../node/settings-file.ts'

/** One launch of the app at its web host, in a home of its own, as `npm start -- --web --no-open` serves it. */
export interface Installation {
  /** Opens the app, token included. */
  readonly link: string
  readonly origin: string
  readonly records: string
  readonly backups: string
  /** Where its host keeps second copies of vaults. */
  readonly copies: string
  stop(): Promise<void>
}

export interface InstallationOptions {
  /** The project's folder. */
  readonly root: string
  /** Kept after `stop` when given; otherwise it goes with the home. */
  readonly records?: string
  /** A command that the app is started by, such as one that enters another network; none starts it here. */
  readonly through?: readonly string[]
}

/** Starts the app at a free port. @throws when it does not say where it is ready. */
export async function startInstallation({ root, records, through = [] }: InstallationOptions): Promise<Installation> {
  const home = mkdtempSync(join(tmpdir(), 'mdt-huddle-'))
  const folder = records ?? join(home, 'records')
  const backups = join(home, 'backups')
  const [program, ...args] = [...through, process.execPath, resolve(root, 'build/start.mjs'), '--web', '--no-open', '--port', '0', '--records', folder, '--backups', backups]
  const env = { ...process.env, XDG_CONFIG_HOME: home }
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const link = await linkFrom(child)
  return {
    link,
    origin: new URL(link).origin,
    records: folder,
    backups,
    copies: twinsFolder(configFolder(env), 'web-0'),
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
  throw new Error(`MDT Huddle did not start: ${said}`)
}
