import { WebrtcConn, type Room as LibraryRoom, type SignalingConn } from 'y-webrtc'
import type { Clock } from '../model/effects.ts'
import { onward } from '../model/onward.ts'
import type { WriterCertificate } from '../model/writer.ts'
import type { Greet } from './channel.ts'
import type { Handshake } from './handshake.ts'
import type { RoomTable } from './room-table.ts'
import { answered, heard, isAdmitted } from './guarded-signalling.ts'
import { openSignal, publication, sealSignal, topicOf, type Described, type Signal } from './signal.ts'

/** A connection that has not opened by then has lost a message on the way, and is tried again, milliseconds; where many are being made each takes longer. */
const connectWithin = 10_000
const longerForEach = 1000
/** How often a device says again that it is here: whoever missed it before would never begin, milliseconds. */
const announceEvery = 5_000
/** A connection that hears nothing for so long is given up: the two then meet anew, milliseconds. */
const silentAtMost = 5_000
/** One over which nothing has come for so long is given up, though ICE hears the other side: presence is said every 15 seconds, milliseconds. */
const unheardAtMost = 35_000
/** Connections of one room at the most; a huddle has 30 seats. */
const mostPeers = 64
/** Names of peers that are not met again in this meeting, at the most. */
const mostTurnedAway = 256
/** How often a peer is told why it is refused: a last word may be lost with its channel. */
const tellAtMost = 3

/** As much of simple-peer as we drive. */
interface Peer {
  readonly destroyed: boolean
  signal(signal: object): void
  send(message: Uint8Array): void
  removeAllListeners(event: 'data' | 'signal'): void
  on(event: 'data', listener: (data: Uint8Array) => void): void
  on(event: 'signal', listener: (signal: Described) => void): void
  on(event: 'connect', listener: () => void): void
  on(event: 'iceStateChange', listener: (state: string) => void): void
  once(event: 'close', listener: () => void): void
}

interface Link {
  readonly connection: WebrtcConn
  readonly peer: Peer
  readonly initiator: boolean
  /** Since when it has been connecting. */
  since: number
  answered: boolean
  /** What is said on its channel until both have let each other in. */
  greeting?: Handshake
  /** Who has proven to be at the other end. */
  from?: WriterCertificate
  /** Since when ICE has heard nothing of the other side. */
  silentSince: number | undefined
  /** When something last came over its channel, or could have. */
  heardAt: number
}

const isWaitedFor = ({ connection, greeting }: Link): boolean => !connection.connected && greeting?.patient() !== true

export interface WebrtcPeers {
  /** Peers that are heard now, by y-webrtc's name for them, and who each has proven to be. */
  open(): ReadonlyMap<string, WriterCertificate>
  /** All who have been let in: those too whose channel is not open yet, or who are not heard just now. */
  met(): ReadonlyMap<string, WriterCertificate>
  send(peer: string, message: Uint8Array): void
  /** Ends a connection, and makes no other one with that peer. */
  cutOff(peer: string): void
  /** Ends a connection: the two find each other again. */
  meetAnew(peer: string): void
  /** Gives up connections that came to nothing or went silent. */
  tend(): void
  stop(): void
}

/**
 * Makes a room's connections in y-webrtc's place, out of its own parts and messages. As shipped it throws at a stray
 * answer, waits for ever for a lost one, and lets both sides begin at once, after which each speaks on a channel that
 * the other does not hear. Here the one whose name sorts later always begins, and the other one asks it to.
 */
export function webrtcPeers(parts: {
  readonly library: LibraryRoom
  readonly signalling: readonly SignalingConn[]
  readonly clock: Clock
  readonly table: RoomTable
  /** Options of y-webrtc's peers whose channels are greeted so, and which tell of each frame that comes. */
  readonly optionsFor: (greet: Greet, onFrame: () => void) => object
}): WebrtcPeers {
  const { library, signalling, table } = parts
  // What is late, and what is due, is so however the computer's clock is set meanwhile.
  const clock = onward(parts.clock)
  /** Known until a connection opens, goes silent or closes: it is asked at each message. */
  let heardNow: ReadonlyMap<string, WriterCertificate> | undefined
  const changed = (): void => {
    heardNow = undefined
    table.keeper.changed()
  }
  const ownTopic = topicOf(library.name, library.peerId)
  const turnedAway = new Set<string>()
  const refusals = new Map<string, number>()
  const links = new Map<string, Link>()
  /** Whose connection has ended: they are told that we are here before everybody is told again. */
  const parted = new Set<string>()
  let stopped = false
  let announcedAt = clock()
  let hearing: Promise<void> = Promise.resolve()

  function start(through: SignalingConn, initiator: boolean, name: string): Link {
    library.provider.peerOpts = parts.optionsFor(
      (channel) => {
        link.greeting = table.greet(
          channel,
          (from) => Object.assign(link, { from, since: clock() }),
          (because, told) => because !== 'too-slow' && refuse(name, told),
        )
        return link.greeting
      },
      // A large document takes minutes over a slow network, and while it comes nothing else can.
      () => (link.heardAt = clock()),
    )
    const connection = new WebrtcConn(through, initiator, name, library)
    const peer: Peer = connection.peer
    const link: Link = { connection, peer, initiator, since: clock(), answered: false, silentSince: undefined, heardAt: clock() }
    links.set(name, link)
    library.webrtcConns.set(name, connection)
    // To everybody in the room, as shipped, thirty who meet would open some hundred thousand messages that are for others.
    peer.removeAllListeners('signal')
    peer.on('signal', (signal) => void say({ type: 'signal', from: library.peerId, to: name, signal }, through))
    // y-webrtc makes of every message what it says; here each passes the room's gate.
    peer.removeAllListeners('data')
    peer.on('data', (data) => {
      if (link.from) table.take(name, link.from, data)
    })
    peer.on('connect', () => {
      link.heardAt = clock()
      heardNow = undefined
      table.opened(name)
      changed()
    })
    peer.on('iceStateChange', (state) => {
      link.silentSince = state === 'disconnected' ? (link.silentSince ?? clock()) : undefined
      changed()
    })
    peer.once('close', () => {
      if (links.get(name) === link) links.delete(name)
      if (link.from) parted.add(name)
      heardNow = undefined
      table.closed(name)
      changed()
    })
    return link
  }

  /** Whoever has been told knows it; whoever was to be told may come back to hear it. */
  function refuse(name: string, told: boolean): void {
    const times = (refusals.get(name) ?? 0) + 1
    if (told || times >= tellAtMost || refusals.size >= mostTurnedAway) turnAway(name)
    else refusals.set(name, times)
  }

  function turnAway(name: string): void {
    if (turnedAway.size < mostTurnedAway) turnedAway.add(name)
  }

  /** y-webrtc takes a closed connection out of its table by name, so the next one waits until that is done. */
  function end(link: Link): Promise<void> {
    return new Promise((resolve) => {
      link.peer.once('close', resolve)
      link.connection.destroy()
    })
  }

  function endWith(name: string): void {
    const link = links.get(name)
    if (link) void end(link)
  }

  /** To whom it is for, or to everybody in the room. */
  async function say(said: Signal, ...through: readonly SignalingConn[]): Promise<void> {
    const data = await sealSignal(said, library.key)
    const topic = said.to === undefined ? library.name : topicOf(library.name, said.to)
    for (const each of through) each.send({ type: 'publish', topic, data })
  }

  /** Those who are connected pass it over; y-webrtc itself says it once, and one lost message then keeps two apart. */
  function announce(): void {
    if (!stopped) void say({ type: 'announce', from: library.peerId }, ...signalling.filter(isAdmitted))
  }

  function seekParted(): void {
    const through = signalling.filter(isAdmitted)
    if (through.length === 0) return
    for (const name of parted) if (!links.has(name) && !turnedAway.has(name)) void say({ type: 'announce', from: library.peerId, to: name }, ...through)
    parted.clear()
  }

  async function take(said: Signal, through: SignalingConn): Promise<void> {
    const mine = library.peerId
    if (stopped || said.from === mine || (said.to !== undefined && said.to !== mine) || turnedAway.has(said.from)) return
    const { from } = said
    const link = links.get(from)
    if (said.type === 'announce') {
      if (link || links.size >= mostPeers) return
      if (mine > from) start(through, true, from)
      else await say({ type: 'announce', from: mine, to: from }, through)
      return
    }
    switch (said.signal.type) {
      case 'offer':
        if (mine > from) return
        if (link) await end(link)
        if (!stopped && links.size < mostPeers) start(through, false, from).peer.signal(said.signal)
        return
      case 'answer':
        if (!link?.initiator || link.answered || link.peer.destroyed) return
        link.answered = true
        link.peer.signal(said.signal)
        return
      case 'candidate':
        if (link && !link.peer.destroyed) link.peer.signal(said.signal)
    }
  }

  /** One after the other: opening takes a moment, and an answer must not overtake its offer. */
  function hear(message: unknown, through: SignalingConn): void {
    const published = publication.safeParse(message).data
    if (!published || stopped || (published.topic !== library.name && published.topic !== ownTopic)) return
    hearing = hearing
      .then(async () => {
        const said = await openSignal(published.data, library.key)
        if (said) await take(said, through)
      })
      // simple-peer refuses what does not fit its state; the connection is tried again if it does not open.
      .catch(() => undefined)
  }

  /** @returns what ends it */
  function listenAt(through: SignalingConn): () => void {
    const subscribe = (): void => through.send({ type: 'subscribe', topics: [ownTopic] })
    const listeners = { connect: subscribe, [heard]: hear, [answered]: changed, disconnect: changed }
    for (const [event, listener] of Object.entries(listeners)) through.on(event, listener)
    subscribe()
    return () => {
      for (const [event, listener] of Object.entries(listeners)) through.off(event, listener)
      through.send({ type: 'unsubscribe', topics: [ownTopic] })
    }
  }
  const stopListening = signalling.map(listenAt)

  return {
    open: () =>
      (heardNow ??= new Map([...links].flatMap(([name, { connection, silentSince, from }]) => (from && connection.connected && silentSince === undefined ? [[name, from] as const] : [])))),
    met: () => new Map([...links].flatMap(([name, { from }]) => (from ? [[name, from] as const] : []))),
    send(name, message) {
      const link = links.get(name)
      if (link?.connection.connected && !link.peer.destroyed) link.peer.send(message)
    },
    cutOff(name) {
      turnAway(name)
      endWith(name)
    },
    meetAnew: endWith,
    tend() {
      const now = clock()
      const patience = connectWithin + longerForEach * [...links.values()].filter(isWaitedFor).length
      for (const link of links.values()) {
        const { connection, since, silentSince, heardAt } = link
        const late = isWaitedFor(link) && now - since > patience
        const silent = silentSince !== undefined && now - silentSince > silentAtMost
        const unheard = connection.connected && now - heardAt > unheardAtMost
        if (late || silent || unheard) void end(link)
      }
      seekParted()
      if (now - announcedAt >= announceEvery) {
        announcedAt = now
        announce()
      }
    },
    stop() {
      stopped = true
      for (const stop of stopListening) stop()
    },
  }
}
