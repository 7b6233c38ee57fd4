import { handsInWorker } from '../../../src/core/sync/gate/gate-hands.ts'
import { startGateWorker } from '../../../src/core/sync/gate/browser-worker.ts'
import type { Transport } from '../../../src/core/sync/transport.ts'
import { webrtcTransport, type WebrtcTransportOptions } from '../../../src/core/sync/webrtc-transport.ts'
import { memberNamed } from '../../contract/members.ts'
import { shippedTransport } from './shipped.ts'

export type TransportKind = 'ours' | 'shipped'
/** What one window's transport has of its own. */
export type OwnOptions = Pick<WebrtcTransportOptions, 'iceServers' | 'iceTransportPolicy' | 'schema'>

/** This window's transport: ours, or y-webrtc as its authors ship it. */
export async function transportOf(kind: TransportKind, signalling: readonly string[], change: Partial<WebrtcTransportOptions> = {}): Promise<Transport> {
  if (kind === 'shipped') return shippedTransport(signalling)
  return webrtcTransport({
    signalling,
    webrtc: { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate },
    clock: () => Date.now(),
    member: await memberNamed('A colleague'),
    hands: handsInWorker(() => startGateWorker(Worker)),
    ...change,
  })
}
