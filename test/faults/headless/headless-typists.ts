import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { z } from 'zod'
import type { Order } from './peers.ts'
import type { Description } from './seat.ts'
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
    build: {
      ssr: true,
      outDir: join(folder, 'peers'),
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: { peers: join(import.meta.dirname, 'peers.ts'), seat: join(import.meta.dirname, 'seat.ts') },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
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

interface HeadlessOptions {
  readonly description?: Description
  /** How many share a process of Node's. */
  readonly together?: number
}

/** Typists in processes of Node's. @param seats an address at the meeting point for each of them */
export async function startHeadless(folder: string, seats: readonly string[], { description = 'as it is', together = 1 }: HeadlessOptions = {}): Promise<HeadlessTypists> {
  const program = await bundlePeers(folder)
  const processes: ChildProcess[] = []
  let [crashed, closing] = [0, false]
  const typists: HeadlessTypist[] = []
  for (let from = 0; from < seats.length; from += together) {
    const here = seats.slice(from, from + together)
    const child = fork(program, [root, description, ...here], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.on('exit', () => (crashed += closing ? 0 : 1))
    processes.push(child)
    const ask = asking(child)
    typists.push(...here.map((_, seat) => typistAt((call, ...args) => ask(seat, call, ...args), here.length)))
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

function asking(child: ChildProcess): (seat: number, ...asked: Parameters<Ask>) => Promise<unknown> {
  const waiting = new Map<number, (answer: Reply) => void>()
  let asked = 0
  child.on('message', (message) => {
    const answer = reply.parse(message)
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.on('exit', () => waiting.forEach((settle, id) => settle({ id, refused: hasEnded })))
  return (seat, call, ...args) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error(hasEnded))
      const id = asked++
      waiting.set(id, ({ value, refused }) => (refused === undefined ? resolve(value) : reject(new Error(refused))))
      child.send({ id, seat, call, args } satisfies Order)
    })
}

const typed = z.object({ lastKeyAt: z.number(), allHereAt: z.number().optional(), held: z.int() })

function typistAt(ask: Ask, together: number): HeadlessTypist {
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
    megabytes: async () => (await number('megabytes')) / together,
  }
}
