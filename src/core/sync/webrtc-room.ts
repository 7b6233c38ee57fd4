import * as encoding from 'lib0/encoding'
import { removeAwarenessStates, type Awareness } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import { WebrtcProvider, type Room as WebrtcLibraryRoom } from 'y-webrtc'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { cell } from '../model/observable.ts'
import { holdingOf, othersIn } from './held-state.ts'
import type { Room, RoomState } from './transport.ts'

interface RoomParts {
  readonly name: string
  readonly secret: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly signalling: readonly string[]
  readonly clock: Clock
  readonly peerOptions: object
  readonly left: () => void
}

export interface WebrtcRoom {
  readonly room: Room
  connect(): Promise<void>
  disconnect(): Promise<void>
}

/** y-webrtc’s kind of message that compares and updates documents. */
const syncKind = 0

/** Quiet time after a change before this device says what it holds, milliseconds. */
const sayAfter = 250
/** How often the room looks whether everybody holds the same, milliseconds. */
const lookEvery = 1000
/** Looks in a row at which a peer held something else before the two compare their documents again. */
const patience = 2

/**
 * One document's room on y-webrtc. A connection is a y-webrtc provider; going offline ends it and coming back makes a
 * new one on the same document, so that nothing of the old one lingers.
 */
export function webrtcRoom(parts: RoomParts): WebrtcRoom {
  const { name, secret, doc, awareness, signalling, clock } = parts
  const state = cell<RoomState>({ peers: 0, holding: 0, offlineSince: clock() })
  let provider: WebrtcProvider | undefined
  let connecting: Promise<void> = Promise.resolve()
  let away: Record<string, unknown> | null = null
  let saying: ReturnType<typeof setTimeout> | undefined
  let left = false
  const differing = new Map<string, number>()

  /** Peers with an open channel, by y-webrtc's name for them. */
  function reached(): Set<string> {
    const library = provider?.room
    if (!library) return new Set()
    const open = [...library.webrtcConns].flatMap(([peer, { connected }]) => (connected ? [peer] : []))
    return new Set([...open, ...library.bcConns])
  }

  function look(): void {
    const open = reached()
    const mine = awareness.getLocalState()?.['holds']
    const others = [...othersIn(awareness)].filter(([, { peer }]) => open.has(peer))
    const holding = others.filter(([, { holds }]) => holds === mine && holds === holdingOf(doc)).length
    const meetingPoint = provider?.signalingConns.some(({ connected }) => connected) ?? false
    const offlineSince = open.size > 0 || meetingPoint ? undefined : (state.get().offlineSince ?? clock())
    const before = state.get()
    if (before.peers !== open.size || before.holding !== holding || before.offlineSince !== offlineSince) {
      state.set({ peers: open.size, holding, offlineSince })
    }
  }

  function announce(): void {
    const library = provider?.room
    if (!library) return
    const links = [...reached()].toSorted()
    const said = awareness.getLocalState()
    const next = { peer: library.peerId, links, holds: holdingOf(doc) }
    if (said && said['peer'] === next.peer && said['holds'] === next.holds && String(said['links']) === String(links)) return
    awareness.setLocalState({ ...said, ...next })
  }

  function announceSoon(): void {
    look()
    if (saying !== undefined || left) return
    saying = setTimeout(() => {
      saying = undefined
      announce()
      look()
    }, sayAfter)
  }

  /** Compares documents again with whoever has held something else for a while: no difference may stay unseen. */
  function reconcile(): void {
    const library = provider?.room
    if (!library) return
    announce()
    const mine = holdingOf(doc)
    for (const [, { peer, holds }] of othersIn(awareness)) {
      const times = holds === mine ? 0 : (differing.get(peer) ?? 0) + 1
      differing.set(peer, times)
      const connection = library.webrtcConns.get(peer)
      if (times < patience || !connection?.connected) continue
      differing.set(peer, 0)
      connection.peer.send(message(syncKind, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)))
    }
    look()
  }

  /** Forgets at once whoever cannot be reached any more, where y-webrtc would wait half a minute. */
  function forgetGone(): void {
    const open = reached()
    const relayed = new Set([...othersIn(awareness).values()].filter(({ peer }) => open.has(peer)).flatMap(({ links }) => links))
    const gone = [...othersIn(awareness)].filter(([, { peer }]) => !open.has(peer) && !relayed.has(peer)).map(([client]) => client)
    if (gone.length > 0) removeAwarenessStates(awareness, gone, 'unreachable')
    announceSoon()
  }

  async function connect(): Promise<void> {
    await connecting
    if (provider || left) return
    if (awareness.getLocalState() === null) awareness.setLocalState(away ?? {})
    const made = new WebrtcProvider(name, doc, {
      signaling: [...signalling],
      password: secret,
      awareness,
      maxConns: Number.POSITIVE_INFINITY,
      filterBcConns: true,
      peerOpts: parts.peerOptions,
    })
    provider = made
    connecting = Promise.resolve(made.key).then(() => undefined)
    await connecting
    if (made.room) sendOnce(made.room, doc, awareness)
    made.on('peers', forgetGone)
    announceSoon()
  }

  async function disconnect(): Promise<void> {
    await connecting
    const ending = provider
    if (!ending) return
    provider = undefined
    away = awareness.getLocalState()
    ending.disconnect()
    ending.destroy()
    connecting = Promise.resolve(ending.key).then(() => undefined)
    await connecting
    removeAwarenessStates(awareness, [...othersIn(awareness).keys()], 'offline')
    state.set({ peers: 0, holding: 0, offlineSince: clock() })
  }

  doc.on('update', announceSoon)
  awareness.on('change', look)
  const looking = setInterval(reconcile, lookEvery)

  return {
    connect,
    disconnect,
    room: {
      awareness,
      state,
      async leave() {
        if (left) return
        left = true
        clearInterval(looking)
        clearTimeout(saying)
        doc.off('update', announceSoon)
        await disconnect()
        awareness.destroy()
        parts.left()
      },
    },
  }
}

/**
 * Sends each change to each peer once. As shipped, y-webrtc sends on whatever it receives, so that ten people hear each
 * key 117 times; here a change that came from a peer goes on only while somebody in the room cannot reach everybody.
 */
function sendOnce(library: WebrtcLibraryRoom, doc: Y.Doc, awareness: Awareness): void {
  const { _docUpdateHandler: sendUpdate, _awarenessUpdateHandler: sendAwareness } = library

  const everybodyReachesEverybody = (): boolean => {
    const others = [...othersIn(awareness).values()]
    const names = new Set([library.peerId, ...others.map(({ peer }) => peer)])
    return others.every(({ peer, links }) => [...names].every((name) => name === peer || links.includes(name)))
  }
  const relay = (origin: unknown): boolean => origin !== library || !everybodyReachesEverybody()

  library._docUpdateHandler = (update, origin) => {
    if (relay(origin)) sendUpdate(update, origin)
  }
  library._awarenessUpdateHandler = (change, origin) => {
    if (relay(origin)) sendAwareness(change, origin)
  }
  doc.off('update', sendUpdate)
  awareness.off('update', sendAwareness)
  doc.on('update', library._docUpdateHandler)
  awareness.on('update', library._awarenessUpdateHandler)
}

function message(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind)
    write(encoder)
  })
}

