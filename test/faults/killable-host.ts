import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { toJsonText, type Filing } from '../../src/core/host.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Builds the web host once, so that it can run in processes of its own: beside the app, whose pages it serves, and in a
 * folder of whoever asks, which nobody else empties while it is read. @returns the built module.
 */
export async function buildHost(asker: string): Promise<string> {
  const outDir = join(root, 'out', `faults-${asker}`)
  await build({
    configFile: false,
    logLevel: 'silent',
    root,
    build: { ssr: join(root, 'src/server/index.ts'), outDir, emptyOutDir: true, rollupOptions: { output: { entryFileNames: 'server.mjs' } } },
  })
  return join(outDir, 'server.mjs')
}

export interface KillableHost {
  readonly child: ChildProcess
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Its page, as whoever may use the host opens it. */
  page(query: string): string
  readonly ended: Promise<unknown>
  /** Files through the host; undefined where it was killed before it answered. */
  file(filing: Filing): Promise<boolean | undefined>
}

/**
 * The real web host in a process of its own, at a port where need be the same as before, with a page of another folder
 * than the app's. @throws where it ends before it is ready.
 */
export async function startKillable(module: string, records: string, { port = 0, root }: { readonly port?: number; readonly root?: string } = {}): Promise<KillableHost> {
  const call = [['--no-open', '--port', String(port), '--records', records], ...(root === undefined ? [] : [root])].map((argument) => JSON.stringify(argument)).join(', ')
  const script = `import { main } from ${JSON.stringify(module)}; await main(${call})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CONFIG_HOME: records },
  })
  const ended = new Promise((done) => child.once('exit', done))
  const { origin, hash } = await linkOf(child)
  const headers = { authorization: `Bearer ${hash.slice('#token='.length)}`, origin, 'content-type': 'application/json' }
  return {
    child,
    ended,
    origin,
    page: (query) => `${origin}/?${query}${hash}`,
    file: (filing) =>
      fetch(`${origin}/host/records.file`, { method: 'POST', headers, body: toJsonText(filing) })
        .then((answer) => answer.json())
        .then((answer: { ok?: boolean }) => answer.ok === true)
        .catch(() => undefined),
  }
}

/** A port that nobody listens at: a store, and what is kept beside it, belong to one port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function linkOf({ stdout }: ChildProcess): Promise<URL> {
  let said = ''
  for await (const chunk of stdout ?? []) {
    said += String(chunk)
    const link = /ready at (\S+)\n/.exec(said)?.[1]
    if (link !== undefined) return new URL(link)
  }
  throw new Error(`the host ended: ${said}`)
}
