import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Clock } from '../model/effects.ts'
import { framedConnections, type IceServer, type PeerConnectionClass } from './framed-connection.ts'
import { noMeetingPoint, noSecret, roomInUse } from './problems.ts'
import type { RoomAddress, Transport } from './transport.ts'
import { webrtcRoom, type WebrtcRoom } from './webrtc-room.ts'

/** The browser's own WebRTC classes. */
export interface WebrtcClasses {
  readonly RTCPeerConnection: PeerConnectionClass
  readonly RTCSessionDescription: unknown
  readonly RTCIceCandidate: unknown
}

export interface WebrtcTransportOptions {
  /** Addresses of signalling servers, tickets included. None refuses: there is no public default. */
  readonly signalling: readonly string[]
  readonly webrtc: WebrtcClasses
  readonly clock: Clock
  /** STUN and TURN servers; none by default, so that no address outside the team's network is ever asked. */
  readonly iceServers?: readonly IceServer[]
}

/** Rooms over WebRTC data channels, by y-webrtc. Nothing else in the project knows that library. */
export function webrtcTransport({ signalling, webrtc, clock, iceServers = [] }: WebrtcTransportOptions): Transport {
  const rooms = new Map<string, WebrtcRoom>()
  const wrtc = { ...webrtc, RTCPeerConnection: framedConnections(webrtc.RTCPeerConnection) }
  let online = true

  return {
    async join({ room, secret }: RoomAddress, doc: Y.Doc) {
      if (signalling.length === 0) throw noMeetingPoint()
      if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) throw noSecret()
      if (rooms.has(room)) throw roomInUse()
      const made = webrtcRoom({
        name: room,
        secret,
        doc,
        awareness: new Awareness(doc),
        signalling,
        clock,
        peerOptions: { wrtc, config: { iceServers: [...iceServers] } },
        left: () => rooms.delete(room),
      })
      rooms.set(room, made)
      if (online) await made.connect()
      return made.room
    },
    setOnline(next) {
      online = next
      for (const made of rooms.values()) void (next ? made.connect() : made.disconnect())
    },
    async close() {
      for (const made of Array.from(rooms.values())) await made.room.leave()
    },
  }
}
