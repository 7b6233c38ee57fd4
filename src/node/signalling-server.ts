import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { networkInterfaces } from 'node:os'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import { fromBase64url } from '../core/model/bytes.ts'
import type { Clock } from '../core/model/effects.ts'
import { ticketOffice, type Ticket } from './signalling-tickets.ts'

/** Limits on what anybody may send: see SPEC.md, L. */
export const signallingLimits = {
  frameBytes: 256 * 1024,
  framesPerSecond: 400,
  topicsPerConnection: 64,
  connections: 400,
  connectionsPerAddress: 120,
  silentFor: 60_000,
} as const

export interface SignallingServer {
  /** WebSocket addresses, nearest first. */
  readonly addresses: readonly string[]
  admit(ticket: Ticket): void
  end(huddle: string): void
  close(): Promise<void>
}

export interface SignallingOptions {
  /** 0 lets the system choose. */
  readonly port: number
  /** Also answers other computers of the local network; otherwise this one alone. */
  readonly lan: boolean
  readonly clock: Clock
}

const topic = z.string().regex(/^[0-9a-f]{32}$/)
const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topics: z.array(topic).max(signallingLimits.topicsPerConnection) }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(topic).max(signallingLimits.topicsPerConnection) }),
  z.object({ type: z.literal('publish'), topic, data: z.string().max(signallingLimits.frameBytes) }),
  z.object({ type: z.literal('ping') }),
])

const doorAddress = /^\/h\/([0-9a-f]{32})\?ticket=([A-Za-z0-9_-]{22})&device=([0-9a-f]{32})$/
const allowedOrigin = /^(https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?|mdthuddle:\/\/app)$/

interface Member {
  readonly socket: WebSocket
  readonly huddle: string
  readonly topics: Set<string>
}

/**
 * Where the windows of one huddle find each other: passes on what they say under random topics, sealed by the huddle's
 * secret, to members of the same huddle alone. It speaks y-webrtc's messages, and only to holders of a ticket.
 * @throws the system's error where the port cannot be had.
 */
export async function startSignalling({ port, lan, clock }: SignallingOptions): Promise<SignallingServer> {
  const office = ticketOffice(clock)
  const members = new Set<Member>()
  const perAddress = new Map<string, number>()
  const http = createServer((_request, response) => response.writeHead(426).end())
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: signallingLimits.frameBytes,
    perMessageDeflate: false,
    verifyClient: ({ origin }: { origin: string | undefined }) => origin === undefined || allowedOrigin.test(origin),
  })

  // The server below reports what keeps it from listening; ws repeats it here, and unheard it would end the app.
  sockets.on('error', () => undefined)
  sockets.on('connection', (socket, request) => {
    const address = request.socket.remoteAddress ?? ''
    // A peer that breaks the protocol ends its own connection; ws closes the socket after telling us.
    socket.on('error', () => socket.terminate())
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    socket.on('close', () => perAddress.set(address, (perAddress.get(address) ?? 1) - 1))
    const busy = members.size >= signallingLimits.connections || (perAddress.get(address) ?? 0) > signallingLimits.connectionsPerAddress
    const door = readDoor(request)
    const reply = busy
      ? ({ type: 'refused', code: 'signalling-busy' } as const)
      : door
        ? office.take(door.huddle, door.ticketDigest, door.device)
        : ({ type: 'refused', code: 'invite-unknown' } as const)
    socket.send(JSON.stringify(reply))
    if (reply.type === 'refused' || !door) socket.close(4403, 'refused')
    else serve({ socket, huddle: door.huddle, topics: new Set() })
  })

  function serve(member: Member): void {
    const { socket } = member
    members.add(member)
    const mayPass = rateLimit(clock)
    let heardAt = clock()
    const listening = setInterval(() => {
      if (clock() - heardAt > signallingLimits.silentFor) socket.terminate()
      else socket.ping()
    }, signallingLimits.silentFor / 3)
    socket.on('pong', () => (heardAt = clock()))
    socket.on('close', () => {
      clearInterval(listening)
      members.delete(member)
    })
    socket.on('message', (data, isBinary) => {
      heardAt = clock()
      const frame = isBinary ? undefined : readFrame(String(data))
      if (!frame || !mayPass()) socket.close(4400, 'not understood')
      else answer(member, frame)
    })
  }

  function answer(member: Member, frame: z.infer<typeof clientFrame>): void {
    switch (frame.type) {
      case 'subscribe':
        for (const each of frame.topics) if (member.topics.size < signallingLimits.topicsPerConnection) member.topics.add(each)
        return
      case 'unsubscribe':
        for (const each of frame.topics) member.topics.delete(each)
        return
      case 'ping':
        member.socket.send('{"type":"pong"}')
        return
      case 'publish': {
        const listeners = [...members].filter(({ huddle, topics }) => huddle === member.huddle && topics.has(frame.topic))
        const passed = JSON.stringify({ ...frame, clients: listeners.length })
        for (const { socket } of listeners) socket.send(passed)
      }
    }
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, lan ? '0.0.0.0' : '127.0.0.1', () => {
      http.off('error', reject)
      resolve()
    })
  })
  const bound = http.address()
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port
  const hosts = ['127.0.0.1', ...(lan ? lanAddresses() : [])]

  return {
    addresses: hosts.map((host) => `ws://${host}:${boundPort}`),
    admit: office.admit,
    end: office.end,
    async close() {
      for (const { socket } of members) socket.terminate()
      sockets.close()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

function readDoor(request: IncomingMessage): { huddle: string; ticketDigest: string; device: string } | undefined {
  const found = doorAddress.exec(request.url ?? '')
  const [, huddle, ticket, device] = found ?? []
  if (!huddle || !ticket || !device) return undefined
  try {
    return { huddle, device, ticketDigest: createHash('sha256').update(fromBase64url(ticket)).digest('hex') }
  } catch {
    return undefined
  }
}

function readFrame(text: string): z.infer<typeof clientFrame> | undefined {
  try {
    return clientFrame.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** At most so many frames in any one second. */
function rateLimit(clock: Clock): () => boolean {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(clock() / 1000)
    if (now !== second) {
      second = now
      count = 0
    }
    count += 1
    return count <= signallingLimits.framesPerSecond
  }
}

const lanAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((found) => (found ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address))
