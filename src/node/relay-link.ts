import { WebSocket } from 'ws'
import type { Clock } from '../core/model/effects.ts'
import type { Relay } from '../core/model/meeting-servers.ts'
import { ProblemError } from '../core/model/problem.ts'
import { budget } from '../core/sync/budget.ts'
import { proofOf, relayReply } from './relay-proof.ts'
import { hostedAnew, huddleEnded, readJson, readPublication, signallingLimits, type HostFrame, type Publication } from './signalling-frames.ts'
import type { Ticket } from './signalling-tickets.ts'

/** One huddle's link to a relay, for as long as this app hosts it there. */
export interface RelayLink {
  readonly relay: Relay
  /** Settles as soon as it is linked, or the try that is under way has failed. @throws {ProblemError} `relay-unreachable`, `relay-refused` */
  linked(): Promise<void>
  admit(ticket: Ticket): void
  say(said: Publication): void
  /** Tells the relay that the huddle has ended, when it can be reached, then closes. */
  end(): void
  close(): void
}

interface LinkParts {
  readonly relay: Relay
  readonly huddle: string
  readonly clock: Clock
  /** Whom the relay is to let in; told again after each loss, because a relay keeps nothing. */
  readonly tickets: () => readonly Ticket[]
  readonly onSaid: (said: Publication) => void
}

/** How long a relay may take to answer, and waits between tries after a loss, milliseconds. */
const patience = 8000
const firstWait = 500
const longestWait = 15_000

/** Links a huddle's own meeting point with a relay: each hears what is said at the other one. */
export function linkToRelay({ relay, huddle, clock, tickets, onSaid }: LinkParts): RelayLink {
  let socket: WebSocket | undefined
  let open = false
  let ending = false
  let closed = false
  let tries = 0
  let again: NodeJS.Timeout | undefined
  const waiting: { resolve: () => void; reject: (error: ProblemError) => void }[] = []
  const mayHear = budget(clock, signallingLimits.host.framesPerSecond, signallingLimits.host.framesAtOnce)
  const maySay = budget(clock, signallingLimits.host.framesPerSecond / 2, signallingLimits.host.framesAtOnce / 2)

  function send(frame: HostFrame): void {
    if (open && socket && socket.bufferedAmount < signallingLimits.unread) socket.send(JSON.stringify(frame))
  }
  const admit = ({ ticketDigest, seats, expires }: Ticket): void => send({ type: 'ticket', ticketDigest, seats, expires })

  function close(): void {
    closed = true
    clearTimeout(again)
    socket?.close()
  }

  function connect(): void {
    clearTimeout(again)
    const tried = new WebSocket(`${relay.address.replace(/\/$/, '')}/host/${huddle}`, {
      handshakeTimeout: patience,
      maxPayload: signallingLimits.frameBytes + 1024,
      perMessageDeflate: false,
      followRedirects: false,
    })
    socket = tried
    let refused = false
    /** A relay asks every twenty seconds whether we are still there. */
    let silent = setTimeout(() => tried.terminate(), patience)
    const alive = (): void => {
      clearTimeout(silent)
      silent = setTimeout(() => tried.terminate(), open ? signallingLimits.silentFor : patience)
    }
    tried.on('error', () => undefined)
    tried.on('ping', alive)
    tried.on('message', (data, isBinary) => {
      const text = isBinary ? '' : String(data)
      if (open) {
        alive()
        hear(text)
        return
      }
      const reply = readJson(relayReply, text)
      if (reply?.type === 'challenge') tried.send(JSON.stringify(proofOf(relay.key, huddle, reply.nonce)))
      else if (reply?.type === 'admitted') {
        opened()
        alive()
      } else {
        refused = reply?.code === 'relay-key-unknown'
        tried.terminate()
      }
    })
    tried.on('close', (code) => {
      clearTimeout(silent)
      open = false
      socket = undefined
      for (const { reject } of waiting.splice(0)) reject(new ProblemError(refused ? relayRefused(relay.address) : relayUnreachable(relay.address)))
      if (closed || code === huddleEnded) return
      // Another app that hosts the same huddle, as a second computer restored from a backup may, is not fought over it.
      again = setTimeout(connect, refused || code === hostedAnew ? longestWait : Math.min(longestWait, firstWait * 2 ** tries))
      tries += 1
    })
  }

  function opened(): void {
    open = true
    tries = 0
    if (ending) {
      send({ type: 'end' })
      close()
      return
    }
    for (const ticket of tickets()) admit(ticket)
    for (const { resolve } of waiting.splice(0)) resolve()
  }

  function hear(text: string): void {
    const said = mayHear(1) ? readPublication(text) : undefined
    if (said) onSaid(said)
    else if (text !== '{"type":"pong"}') socket?.terminate()
  }

  connect()
  return {
    relay,
    linked: () =>
      new Promise((resolve, reject) => {
        if (open) return resolve()
        waiting.push({ resolve, reject })
        if (!socket) connect()
      }),
    admit,
    say: (said) => void (maySay(1) && send(said)),
    end() {
      ending = true
      if (!open) return
      send({ type: 'end' })
      close()
    },
    close,
  }
}

const kept = 'The huddle goes on at this computer, and no invite was made.'

const relayUnreachable = (address: string) => ({
  code: 'relay-unreachable',
  happened: `The relay at ${address} cannot be reached.`,
  kept,
  todo: 'Check this computer’s network and, under Settings, the relay’s address; then make the invite again.',
})

const relayRefused = (address: string) => ({
  code: 'relay-refused',
  happened: `The relay at ${address} does not know the key that is set for it.`,
  kept,
  todo: 'Ask whoever runs the relay for its key, set it under Settings, then make the invite again.',
})
