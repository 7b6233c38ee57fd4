import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { WebSocket } from 'ws'
import { freePort } from '../pages/free-port.ts'
import { startMeeting } from '../pages/meeting.ts'
import { howMany, type Fault } from './fault.ts'

/** What a hostile program may say to a signalling server: nonsense, half-truths, and too much of what is allowed. */
const frame = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 300 }) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('subscribe', 'unsubscribe', 'publish', 'ping', '__proto__'), topics: fc.anything(), topic: fc.anything() }).map((said) => toText(said)) },
  { weight: 1, arbitrary: fc.constant(JSON.stringify({ type: 'publish', topic: '0'.repeat(32), data: 'x'.repeat(4000) })) },
)

function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return '{'
  }
}

/** Connections that are open at once: fewer than one address may have. */
const atOnce = 50
const within = 5000

interface Point {
  readonly seats: readonly string[]
  /** Whether its process has ended. */
  ended(): boolean
  close(): Promise<void>
}

async function ours(): Promise<Point> {
  const meeting = await startMeeting()
  // Fewer than the thirty that a ticket lets in; a device that has a seat may come back to it.
  return { seats: Array.from({ length: 25 }, () => meeting.seat()), ended: () => false, close: meeting.close }
}

/** The server that y-webrtc ships, which takes every frame at its word. */
async function shipped(): Promise<Point> {
  const port = await freePort()
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../node_modules/y-webrtc/bin/server.js')], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data', { signal: AbortSignal.timeout(within) })
  return {
    seats: [`ws://127.0.0.1:${port}/`],
    ended: () => child.exitCode !== null,
    async close() {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

/**
 * Random frames by those who hold a ticket, and connections by those who hold none or speak no protocol at all; then two
 * honest windows of the same huddle must still hear each other.
 */
export const run: Fault = async ({ seed, protection, say, ...size }) => {
  const frames = howMany(size, { sample: 1500, quick: 4000, whole: 100_000 })
  const strangers = howMany(size, { sample: 40, quick: 100, whole: 1000 })
  const point = await (protection ? ours() : shipped())
  const { seats } = point
  let uncaught = 0
  const count = (): number => (uncaught += 1)
  process.on('uncaughtException', count)
  const heldBefore = process.memoryUsage().rss
  try {
    const samples = fc.sample(frame, { seed, numRuns: frames })
    const share = Math.ceil(frames / 40)
    for (let from = 0; from < samples.length && !point.ended(); from += share) {
      const each = Math.ceil(share / seats.length)
      await Promise.all(seats.map((seat, index) => speak(seat, samples.slice(from + index * each, Math.min(from + share, from + (index + 1) * each)))))
      say(`${Math.min(from + share, frames)} of ${frames} frames`)
    }
    for (let from = 0; from < strangers && !point.ended(); from += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, each) => intrude(seats[0] ?? '', from + each)))
      say(`${Math.min(from + atOnce, strangers)} of ${strangers} connections`)
    }
    const honest = !point.ended() && (await twoStillMeet(seats))
    const crashed = uncaught + (point.ended() ? 1 : 0)
    const grown = (process.memoryUsage().rss - heldBefore) / 1e6
    return {
      name: 'signalling',
      tried: frames + strangers,
      lost: honest ? 0 : 1,
      undetected: 0,
      crashed,
      holds: honest && crashed === 0,
      note: `${frames} random frames and ${strangers} hostile connections; two honest windows ${honest ? 'still meet' : 'no longer meet'}; memory grew by ${grown.toFixed(0)} MB.`,
    }
  } finally {
    process.off('uncaughtException', count)
    await point.close()
  }
}

/** Sends frames on new connections, going on with another whenever the server has had enough of one. */
async function speak(address: string, said: readonly (string | Uint8Array)[]): Promise<void> {
  const rest = [...said]
  while (rest.length > 0) {
    const socket = new WebSocket(address)
    socket.on('error', () => undefined)
    if (!(await opened(socket))) return
    const closed = once(socket, 'close', { signal: AbortSignal.timeout(within) }).catch(() => undefined)
    for (const each of rest.splice(0, 8)) if (socket.readyState === WebSocket.OPEN) socket.send(each)
    socket.close()
    await closed
    socket.terminate()
  }
}

/** One hostile connection: no ticket, a foreign page, bytes that are no HTTP, an upgrade that never ends. */
async function intrude(seat: string, kind: number): Promise<void> {
  const { host, port, pathname } = new URL(seat)
  if (kind % 4 < 2) {
    const address = kind % 4 === 0 ? `ws://${host}/h/${randomBytes(16).toString('hex')}?ticket=none` : seat
    const socket = new WebSocket(address, kind % 4 === 0 ? {} : { origin: 'https://elsewhere.example' })
    socket.on('error', () => undefined)
    if (await opened(socket)) socket.send(randomBytes(2000))
    socket.terminate()
    return
  }
  const raw = connect(Number(port), '127.0.0.1')
  raw.on('error', () => undefined)
  await once(raw, 'connect', { signal: AbortSignal.timeout(within) }).catch(() => undefined)
  raw.write(kind % 4 === 2 ? randomBytes(500) : `GET ${pathname} HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${'x'.repeat(200)}\r\n`)
  raw.destroy()
}

const opened = (socket: WebSocket): Promise<boolean> =>
  once(socket, 'open', { signal: AbortSignal.timeout(within) }).then(
    () => true,
    () => false,
  )

async function twoStillMeet([seat = '', another = seat]: readonly string[]): Promise<boolean> {
  const topic = randomBytes(16).toString('hex')
  const [one, other] = [new WebSocket(seat), new WebSocket(another)]
  try {
    for (const each of [one, other]) each.on('error', () => undefined)
    if (!(await opened(one)) || !(await opened(other))) return false
    one.send(JSON.stringify({ type: 'subscribe', topics: [topic] }))
    one.send('{"type":"ping"}')
    await heard(one, 'pong')
    other.send(JSON.stringify({ type: 'publish', topic, data: 'hello' }))
    return await heard(one, 'hello')
  } finally {
    one.terminate()
    other.terminate()
  }
}

const heard = (socket: WebSocket, words: string): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), within)
    socket.on('message', (data) => {
      if (!String(data).includes(words)) return
      clearTimeout(timer)
      resolve(true)
    })
  })
