import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import type { Room as LibraryRoom } from 'y-webrtc'
import * as Y from 'yjs'
import { gatheredFor, sentOnAfter } from './presence.ts'
import { keepersOwn, type RoomKeeper } from './room-keeper.ts'
import { changeMessage, presenceMessage } from './room-messages.ts'
import type { WebrtcPeers } from './webrtc-peers.ts'

/** Where a change comes from that is not this window's own. */
export class FromPeer {
  constructor(readonly peer: string) {}
}

/** Presence that is passed on may be so many times as late as one's own: while thirty meet, nearly all of it is soon heard first-hand. */
const ofOthers = 4

/**
 * Sends each change to each peer once. As shipped, y-webrtc sends on whatever it receives, so that ten people hear each
 * key 117 times; here a change that came from a peer goes on to those alone whom that peer does not reach. Whoever stands
 * between two passes it over; everybody to everybody, for as long as two were apart, was more than thirty could carry. Since
 * all who stand between two do, what they send on is gathered for a moment among more than eight.
 * @returns what ends it
 */
export function sendOnce(library: LibraryRoom, keeper: Pick<RoomKeeper, 'fullMesh' | 'beyond'>, peers: Pick<WebrtcPeers, 'open' | 'send'>): () => void {
  const { doc, awareness, _docUpdateHandler: sendUpdate, _awarenessUpdateHandler: sendAwareness } = library
  /** Whose presence is to be sent on, and from whom it came last: while thirty meet, each says something new with each whom it meets. */
  const gathered = new Map<number, string>()
  let gathering: ReturnType<typeof setTimeout> | undefined
  /** Changes that are to be sent on, and to whom. */
  const due = new Map<string, Uint8Array[]>()
  let sending: ReturnType<typeof setTimeout> | undefined

  function sendOn({ peer }: FromPeer, update: Uint8Array): void {
    if (keeper.fullMesh()) return
    for (const other of keeper.beyond(peer)) due.set(other, [...(due.get(other) ?? []), update])
    const pause = sentOnAfter(peers.open().size)
    if (pause === 0) sendDue()
    else sending ??= setTimeout(sendDue, pause)
  }

  function sendDue(): void {
    clearTimeout(sending)
    sending = undefined
    for (const [other, updates] of due) peers.send(other, changeMessage(Y.mergeUpdates(updates)))
    due.clear()
  }

  function sendPresenceOn(): void {
    gathering = undefined
    if (keeper.fullMesh()) {
      gathered.clear()
      return
    }
    const heard = new Map<string, number[]>()
    for (const [client, from] of gathered) for (const other of keeper.beyond(from)) heard.set(other, [...(heard.get(other) ?? []), client])
    gathered.clear()
    for (const [other, clients] of heard) peers.send(other, presenceMessage(encodeAwarenessUpdate(awareness, clients.filter((client) => awareness.meta.has(client)))))
  }

  library._docUpdateHandler = (update, origin) => {
    if (origin instanceof FromPeer) sendOn(origin, update)
    else sendUpdate(update, origin)
  }
  library._awarenessUpdateHandler = (change, origin) => {
    if (origin === keepersOwn || origin === 'timeout') return
    if (!(origin instanceof FromPeer)) {
      sendAwareness(change, origin)
      return
    }
    for (const client of [...change.added, ...change.updated, ...change.removed]) gathered.set(client, origin.peer)
    gathering ??= setTimeout(sendPresenceOn, gatheredFor(peers.open().size) * ofOthers)
  }
  doc.off('update', sendUpdate)
  awareness.off('update', sendAwareness)
  doc.on('update', library._docUpdateHandler)
  awareness.on('update', library._awarenessUpdateHandler)
  return () => {
    clearTimeout(gathering)
    sendDue()
  }
}
