import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { z } from 'zod'
import type { Description, Order } from './peers.ts'
import type { HeadlessTypist } from './typist.ts'
import type { Typed } from './typing.ts'

const root = join(import.meta.dirname, '../../../package.json')

/** Whether this computer has a browser's WebRTC for Node. */
export function canRunHeadless(): boolean {
  try {
    createRequire(root)('@roamhq/wrtc')
    return true
  } catch {
    return false
  }
}

/** The program of a process of headless typists, bundled as the app itself is. */
async function bundlePeers(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    resolve: { conditions: ['module', 'browser', 'import', 'default'] },
    ssr: { noExternal: true, resolve: { conditions: ['module', 'browser', 'import', 'default'] } },
    build: { ssr: join(import.meta.dirname, 'peers.ts'), outDir: join(folder, 'peers'), minify: false, target: 'node20', rolldownOptions: { output: { entryFileNames: 'peers.mjs', chunkFileNames: '[name]-[hash].mjs' } } },
  })
  return join(folder, 'peers', 'peers.mjs')
}

export interface HeadlessTypists {
  readonly typists: readonly HeadlessTypist[]
  /** Processes that ended by themselves. */
  readonly crashed: () => number
  close(): void
}

const reply = z.object({ id: z.int(), value: z.unknown().optional(), refused: z.string().optional() })
type Reply = z.infer<typeof reply>

/** Typists, each in a process of Node's. @param seats an address at the meeting point for each of them */
export async function startHeadless(folder: string, seats: readonly string[], description: Description = 'as it is'): Promise<HeadlessTypists> {
  const program = await bundlePeers(folder)
  const processes: ChildProcess[] = []
  let [crashed, closing] = [0, false]
  const typists: HeadlessTypist[] = []
  for (const seat of seats) {
    const child = fork(program, [root, seat, description], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.on('exit', () => (crashed += closing ? 0 : 1))
    processes.push(child)
    typists.push(typistAt(asking(child)))
  }
  await Promise.all(processes.map(ready))
  return {
    typists,
    crashed: () => crashed,
    close() {
      closing = true
      for (const child of processes) child.kill()
    },
  }
}

/** @throws where it ends instead */
const ready = (child: ChildProcess): Promise<unknown> =>
  Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error('a process of headless peers did not start')))])

type Ask = (call: keyof HeadlessTypist, ...args: unknown[]) => Promise<unknown>

export const hasEnded = 'a process of headless peers has ended'

function asking(child: ChildProcess): Ask {
  const waiting = new Map<number, (answer: Reply) => void>()
  let asked = 0
  child.on('message', (message) => {
    const answer = reply.parse(message)
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.on('exit', () => waiting.forEach((settle, id) => settle({ id, refused: hasEnded })))
  return (call, ...args) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error(hasEnded))
      const id = asked++
      waiting.set(id, ({ value, refused }) => (refused === undefined ? resolve(value) : reject(new Error(refused))))
      child.send({ id, call, args } satisfies Order)
    })
}

const typed = z.object({ lastKeyAt: z.number(), allHereAt: z.number().optional(), held: z.int() })

function typistAt(ask: Ask): HeadlessTypist {
  const number = async (call: 'met' | 'held' | 'sent' | 'megabytes'): Promise<number> => Number(await ask(call))
  return {
    join: async (address) => void (await ask('join', address)),
    leave: async () => void (await ask('leave')),
    met: () => number('met'),
    type: async (typing): Promise<Typed> => ({ allHereAt: undefined, ...typed.parse(await ask('type', typing)) }),
    held: () => number('held'),
    text: async () => String(await ask('text')),
    cut: async (again) => void (await ask('cut', again)),
    deafen: async () => void (await ask('deafen')),
    passTime: async (milliseconds) => void (await ask('passTime', milliseconds)),
    sent: () => number('sent'),
    megabytes: () => number('megabytes'),
  }
}
