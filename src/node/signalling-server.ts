import { createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { AdmissionReply } from '../core/sync/admission.ts'
import type { Clock } from '../core/model/effects.ts'
import { onward } from '../core/model/onward.ts'
import { budget } from '../core/sync/budget.ts'
import { counts } from './counts.ts'
import { lanAddresses } from './lan-addresses.ts'
import type { NearBoard } from './near-board.ts'
import { askProof } from './relay-proof.ts'
import { hostedAnew, huddleEnded, readFrame, readHostFrame, readHostKnock, readKnock, signallingLimits, type ClientFrame, type HostFrame, type Publication } from './signalling-frames.ts'
import { ticketOffice, type Ticket, type TicketOffice } from './signalling-tickets.ts'

export interface SignallingServer {
  /** WebSocket addresses as they are now, nearest first: a laptop may move between networks. */
  readonly addresses: readonly string[]
  readonly port: number
  admit(ticket: Ticket): void
  /** Ends every ticket of a huddle, and the connections of whoever came in by one. */
  end(huddle: string): void
  /** Passes on what somebody said who meets this huddle elsewhere. */
  pass(huddle: string, said: Publication): void
  close(): Promise<void>
}

export interface SignallingOptions {
  /** 0 lets the system choose. */
  readonly port: number
  /** Also answers other computers of the local network; otherwise this one alone. */
  readonly lan: boolean
  /** As a relay: apps that prove this key host their huddles here. */
  readonly relay?: RelayOptions
  /** Hears what the members of a huddle say here. */
  readonly onSaid?: (huddle: string, said: Publication) => void
  readonly clock: Clock
  /** Who is let in; one of its own where none is given. Outlives the server where it is. */
  readonly office?: TicketOffice
  /** Milliseconds without a sign of life after which a connection is ended. */
  readonly silentFor?: number
  /** Answers whoever asks for an invite by its short code. */
  readonly board?: Pick<NearBoard, 'answer'>
}

export interface RelayOptions {
  /** Where it listens: an address of this computer. */
  readonly at: string
  readonly key: string
  /** Whether whoever connects does so through a web server before it, which names them in `X-Forwarded-For`. */
  readonly behindProxy: boolean
}

/** Browsers always name the page that asks: only the app's own pages may. */
const allowedOrigin = /^(https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?|mdthuddle:\/\/app)$/

interface Member {
  readonly socket: WebSocket
  readonly huddle: string
  readonly topics: Set<string>
  /** The app that hosts the huddle from elsewhere: it hears everything of it. */
  readonly hosts: boolean
}

/**
 * Where the windows of one huddle find each other: passes on what they say under random topics, sealed by the huddle's
 * secret, to members of the same huddle alone. It speaks y-webrtc's messages, and only to holders of a ticket.
 * @throws the system's error where the port cannot be had.
 */
export async function startSignalling(options: SignallingOptions): Promise<SignallingServer> {
  const { port, lan, clock, relay, onSaid, office = ticketOffice(clock), silentFor = signallingLimits.silentFor, board } = options
  const members = new Set<Member>()
  const perAddress = counts()
  /** Connections that have asked for nothing yet, each with the address that it comes from. */
  const silent = new Map<Socket, string>()
  const silentPerAddress = counts()
  const http = createServer({ headersTimeout: signallingLimits.askWithin, connectionsCheckingInterval: 1000 }, ({ method, url = '', headers, socket }, response) => {
    // A page of the web names itself; only apps ask for invites.
    const asks = method === 'GET' && headers.origin === undefined && url.startsWith('/near/')
    const { status, text } = (asks && board?.answer(url, socket.remoteAddress ?? '')) || { status: 426, text: '' }
    response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store', connection: 'close' }).end(text)
  })
  http.maxConnections = signallingLimits.connections
  // A web server before a relay opens all connections from its own address, and limits those of each other one itself.
  if (!relay?.behindProxy) {
    http.on('connection', (socket) => {
      const address = socket.remoteAddress ?? ''
      silent.set(socket, address)
      socket.once('close', () => endSilence(socket))
      if (silentPerAddress.add(address) > signallingLimits.silentPerAddress) socket.destroy()
    })
    for (const event of ['request', 'upgrade'] as const) http.on(event, ({ socket }: IncomingMessage) => endSilence(socket))
  }
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: signallingLimits.frameBytes,
    perMessageDeflate: false,
    verifyClient: ({ origin }: { origin: string | undefined }) => origin === undefined || allowedOrigin.test(origin),
  })
  // The same failures reach `http`, where starting waits for them.
  sockets.on('error', () => undefined)

  sockets.on('connection', (socket, request) => {
    // A peer that breaks the protocol ends its own connection; ws closes the socket after telling us.
    socket.on('error', () => socket.terminate())
    const busy = !countIn(comesFrom(request), socket)
    const hosted = relay && readHostKnock(request.url ?? '')
    if (relay && hosted !== undefined && !busy) {
      askProof(socket, hosted, relay.key, () => host(socket, hosted))
      return
    }
    const knock = readKnock(request.url ?? '')
    const reply = busy ? refusal('signalling-busy') : knock ? office.take(knock.huddle, knock.ticketDigest, knock.device) : refusal('invite-unknown')
    socket.send(JSON.stringify(reply))
    if (reply.type === 'refused' || !knock) socket.close(4403, 'refused')
    else serve({ socket, huddle: knock.huddle, topics: new Set(), hosts: false })
  })

  function endSilence(socket: Socket): void {
    const address = silent.get(socket)
    if (address !== undefined && silent.delete(socket)) silentPerAddress.take(address)
  }

  /** The last of those named is the one that our own web server has seen. */
  function comesFrom({ headers, socket }: IncomingMessage): string {
    const named = relay?.behindProxy ? String(headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() : undefined
    return named || (socket.remoteAddress ?? '')
  }

  /** The last app that proves the key hosts the huddle here. */
  function host(socket: WebSocket, huddle: string): void {
    for (const member of Array.from(members)) if (member.hosts && member.huddle === huddle) dismiss(member, hostedAnew, 'hosted anew')
    serve({ socket, huddle, topics: new Set(), hosts: true })
  }

  /** @returns whether there is room for one more. */
  function countIn(address: string, socket: WebSocket): boolean {
    const count = perAddress.add(address)
    socket.on('close', () => perAddress.take(address))
    return members.size < signallingLimits.connections && count <= signallingLimits.connectionsPerAddress
  }

  function serve(member: Member): void {
    const { socket } = member
    members.add(member)
    const { framesPerSecond, framesAtOnce, bytesPerSecond } = member.hosts ? signallingLimits.host : signallingLimits
    const mayPass = budget(clock, framesPerSecond, framesAtOnce)
    const mayCarry = budget(clock, bytesPerSecond, bytesPerSecond * 2)
    const read = member.hosts ? readHostFrame : readFrame
    const passing = onward(clock)
    let heardAt = passing()
    const listening = setInterval(() => {
      if (passing() - heardAt > silentFor) socket.terminate()
      else socket.ping()
    }, silentFor / 3)
    socket.on('pong', () => (heardAt = passing()))
    socket.on('close', () => {
      clearInterval(listening)
      members.delete(member)
    })
    socket.on('message', (data, isBinary) => {
      if (!members.has(member)) return
      heardAt = passing()
      const text = isBinary ? '' : String(data)
      const frame = mayPass(1) && mayCarry(text.length) ? read(text) : undefined
      if (frame) answer(member, frame)
      else dismiss(member, 4400, 'not understood')
    })
  }

  /** Listens to nothing more from this connection, whether it goes by itself or not. */
  function dismiss(member: Member, code: number, why: string): void {
    members.delete(member)
    member.socket.close(code, why)
  }

  function answer(member: Member, frame: ClientFrame | HostFrame): void {
    switch (frame.type) {
      case 'ticket': {
        const { ticketDigest, seats, expires } = frame
        office.admit({ huddle: member.huddle, ticketDigest, seats, expires: Math.min(expires, clock() + signallingLimits.longestTicket) })
        return
      }
      case 'end':
        endHuddle(member.huddle)
        return
      case 'subscribe':
        for (const each of frame.topics) if (member.topics.size < signallingLimits.topicsPerConnection) member.topics.add(each)
        return
      case 'unsubscribe':
        for (const each of frame.topics) member.topics.delete(each)
        return
      case 'ping':
        member.socket.send('{"type":"pong"}')
        return
      case 'publish':
        passOn(member.huddle, frame, member)
        if (!member.hosts) onSaid?.(member.huddle, frame)
    }
  }

  /** Whoever said it hears it too, as y-webrtc's own server does it; not so the app that brings it from another meeting point. */
  function passOn(huddle: string, said: Publication, by?: Member): void {
    const passed = JSON.stringify(said)
    for (const each of members) {
      if (each.huddle !== huddle || (each.hosts ? each === by : !each.topics.has(said.topic))) continue
      if (each.socket.bufferedAmount > signallingLimits.unread) each.socket.terminate()
      else each.socket.send(passed)
    }
  }

  function endHuddle(huddle: string): void {
    office.end(huddle)
    for (const member of Array.from(members)) if (member.huddle === huddle) dismiss(member, huddleEnded, 'huddle ended')
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, relay?.at ?? (lan ? '0.0.0.0' : '127.0.0.1'), () => {
      http.off('error', reject)
      resolve()
    })
  })
  const bound = http.address()
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port
  return {
    get addresses() {
      const own = relay ? [relay.at] : ['127.0.0.1', ...(lan ? lanAddresses() : [])]
      return own.map((address) => `ws://${address.includes(':') ? `[${address}]` : address}:${boundPort}`)
    },
    port: boundPort,
    admit: office.admit,
    end: endHuddle,
    pass: passOn,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      await new Promise<void>((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      })
    },
  }
}

const refusal = (code: Extract<AdmissionReply, { type: 'refused' }>['code']): AdmissionReply => ({ type: 'refused', code })
