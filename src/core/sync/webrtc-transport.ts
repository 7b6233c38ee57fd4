import type * as Y from 'yjs'
import type { Greet } from './channel.ts'
import type { Converse } from './conversation.ts'
import { framedConnections, type IceServer, type PeerConnectionClass } from './framed-connection.ts'
import { noMeetingPoint, roomInUse } from './problems.ts'
import { checkAddress } from './room-address.ts'
import type { TransportParts } from './room-table.ts'
import type { RoomAddress, Transport } from './transport.ts'
import { webrtcRoom, type WebrtcRoom } from './webrtc-room.ts'

/** The browser's own WebRTC classes. */
export interface WebrtcClasses {
  readonly RTCPeerConnection: PeerConnectionClass
  readonly RTCSessionDescription: unknown
  readonly RTCIceCandidate: unknown
}

export interface WebrtcTransportOptions extends TransportParts {
  /** Addresses of signalling servers, tickets included. None refuses: there is no public default. */
  readonly signalling: readonly string[]
  readonly webrtc: WebrtcClasses
  /** STUN and TURN servers; none by default, so that no address outside the team's network is ever asked. */
  readonly iceServers?: readonly IceServer[]
  /** `relay` connects by TURN servers alone. */
  readonly iceTransportPolicy?: 'all' | 'relay'
}

/** Rooms over WebRTC data channels, by y-webrtc. Nothing else in the project knows that library. */
export function webrtcTransport({ signalling, webrtc, iceServers = [], iceTransportPolicy = 'all', ...parts }: WebrtcTransportOptions): Transport {
  const rooms = new Map<string, { readonly doc: Y.Doc; readonly made: WebrtcRoom }>()
  const optionsFor = (greet: Greet, onFrame: () => void): object => ({
    wrtc: { ...webrtc, RTCPeerConnection: framedConnections(webrtc.RTCPeerConnection, greet, onFrame) },
    config: { iceServers: [...iceServers], iceTransportPolicy },
  })
  let online = true

  return {
    async join(address: RoomAddress, doc: Y.Doc, converse?: Converse) {
      checkAddress(address)
      const { room } = address
      if (signalling.length === 0) throw noMeetingPoint()
      if (rooms.has(room) || [...rooms.values()].some((each) => each.doc === doc)) throw roomInUse()
      const made: WebrtcRoom = webrtcRoom({
        ...parts,
        address,
        doc,
        converse,
        signalling,
        optionsFor,
        left: () => {
          if (rooms.get(room)?.made === made) rooms.delete(room)
        },
      })
      rooms.set(room, { doc, made })
      try {
        if (online) await made.connect()
      } catch (error) {
        await made.room.leave()
        throw error
      }
      return made.room
    },
    setOnline(next) {
      online = next
      for (const { made } of rooms.values()) void (next ? made.connect().catch(() => undefined) : made.disconnect())
    },
    async close() {
      for (const { made } of Array.from(rooms.values())) await made.room.leave()
      parts.hands.close()
    },
  }
}
