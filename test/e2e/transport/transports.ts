import type { Transport } from '../../../src/core/sync/transport.ts'
import { webrtcTransport } from '../../../src/core/sync/webrtc-transport.ts'
import { shippedTransport } from './shipped.ts'

export type TransportKind = 'ours' | 'shipped'

/** This window's transport: ours, or y-webrtc as its authors ship it. */
export function transportOf(kind: TransportKind, signalling: readonly string[]): Transport {
  return kind === 'shipped'
    ? shippedTransport(signalling)
    : webrtcTransport({ signalling, webrtc: { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate }, clock: () => Date.now() })
}
