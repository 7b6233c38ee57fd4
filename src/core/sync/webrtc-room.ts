import * as bc from 'lib0/broadcastchannel'
import { WebrtcProvider, type Room as LibraryRoom } from 'y-webrtc'
import type * as Y from 'yjs'
import type { Greet } from './channel.ts'
import type { Converse } from './conversation.ts'
import { mostTelling } from './admission.ts'
import { guardSignalling, isAdmitted, refusalOf } from './guarded-signalling.ts'
import { roomInUse } from './problems.ts'
import { lookEvery } from './room-keeper.ts'
import { roomTable, type TransportParts } from './room-table.ts'
import { FromPeer, sendOnce } from './send-once.ts'
import type { Room, RoomAddress } from './transport.ts'
import { webrtcPeers, type WebrtcPeers } from './webrtc-peers.ts'

interface RoomParts extends TransportParts {
  readonly address: RoomAddress
  readonly doc: Y.Doc
  readonly converse: Converse | undefined
  readonly signalling: readonly string[]
  readonly optionsFor: (greet: Greet, onFrame: () => void) => object
  readonly left: () => void
}

export interface WebrtcRoom {
  readonly room: Room
  /** @throws {ProblemError} `room-in-use` where another transport of this window is in the room. */
  connect(): Promise<void>
  disconnect(): Promise<void>
}

interface Meeting {
  readonly provider: WebrtcProvider
  readonly library: LibraryRoom
  readonly peers: WebrtcPeers
  readonly stopSending: () => void
  /** Parts no longer when the window goes. */
  readonly unheedWindow: () => void
}

/**
 * One document's room on y-webrtc. A meeting is a y-webrtc provider; going offline ends it and coming back makes a new
 * one on the same document, so that nothing of the old one lingers.
 */
export function webrtcRoom(parts: RoomParts): WebrtcRoom {
  const { address, doc, signalling, clock } = parts
  let meeting: Meeting | undefined
  let turn: Promise<void> = Promise.resolve()
  let left = false

  const table = roomTable({
    ...parts,
    origin: (peer) => new FromPeer(peer),
    links: {
      name: () => meeting?.library.peerId,
      open: () => meeting?.peers.open() ?? new Map(),
      met: () => meeting?.peers.met() ?? new Map(),
      meeting: () => meeting?.provider.signalingConns.some(isAdmitted) ?? false,
      refusal: () => mostTelling(meeting?.provider.signalingConns.flatMap((each) => refusalOf(each) ?? []) ?? []),
      send: (peer, message) => meeting?.peers.send(peer, message),
      cutOff: (peer) => meeting?.peers.cutOff(peer),
      meetAnew: (peer) => meeting?.peers.meetAnew(peer),
    },
  })
  const { awareness, keeper } = table
  const tending = setInterval(() => meeting?.peers.tend(), lookEvery)

  /** Meeting and parting each wait for the other: y-webrtc opens a name once, and derives its key before it does. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    turn = turn.then(step, step)
    return turn
  }

  async function meet(): Promise<void> {
    if (meeting || left) return
    const provider = new WebrtcProvider(address.room, doc, {
      signaling: [...signalling],
      password: address.secret,
      awareness,
      maxConns: Number.POSITIVE_INFINITY,
      filterBcConns: true,
    })
    for (const each of provider.signalingConns) guardSignalling(each)
    await provider.key
    const { room: library } = provider
    if (!library) {
      provider.disconnect()
      throw roomInUse()
    }
    speakByWebrtcAlone(library)
    const peers = webrtcPeers({ library, signalling: provider.signalingConns, clock, table, optionsFor: parts.optionsFor })
    meeting = { provider, library, peers, stopSending: sendOnce(library, keeper, peers), unheedWindow: partOnceGone(library) }
    keeper.changed()
  }

  async function part(): Promise<void> {
    const ending = meeting
    if (!ending) return
    meeting = undefined
    const here = awareness.getLocalState()
    ending.peers.stop()
    ending.stopSending()
    ending.provider.disconnect()
    ending.provider.destroy()
    ending.unheedWindow()
    await ending.provider.key
    keeper.cutOff()
    // y-webrtc has told the others that we went, by emptying our presence; for this window we are still here.
    if (!left) awareness.setLocalState(here)
  }

  return {
    connect: () => inTurn(meet),
    disconnect: () => inTurn(part),
    room: {
      awareness,
      state: keeper.state,
      async leave() {
        if (!left) {
          left = true
          clearInterval(tending)
          table.stop()
          void inTurn(part).then(() => awareness.destroy())
        }
        await turn
        parts.left()
      },
    },
  }
}

/**
 * Windows of one origin meet by WebRTC like everybody else. y-webrtc's way between them, a BroadcastChannel, goes past
 * whatever guards the data channel, and never notices that a window has died.
 */
function speakByWebrtcAlone(library: LibraryRoom): void {
  const { name, _bcSubscriber: subscriber } = library
  bc.unsubscribe(name, subscriber)
  library.bcconnected = false
}

/**
 * y-webrtc parts from everybody before a window is left: whoever is asked then and stays would be alone from there on.
 * @returns what ends it
 */
function partOnceGone({ _beforeUnloadHandler: part }: LibraryRoom): () => void {
  // Where there is no window there are no such events.
  globalThis.removeEventListener?.('beforeunload', part)
  globalThis.addEventListener?.('pagehide', part)
  return () => globalThis.removeEventListener?.('pagehide', part)
}
