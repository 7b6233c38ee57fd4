import type { Host } from '../core/host.ts'
import { cell, type Observable } from '../core/model/observable.ts'
import { browserParts } from '../core/session/browser-parts.ts'
import { openSession } from '../core/session/open-session.ts'
import type { Session } from '../core/session/session.ts'
import { fetchPdfFonts } from './pdf-fonts.ts'

/** Starts the core in this window: its crypto, its documents and its network come when they are first needed. */
export function startSession(host: Host, window: Window & typeof globalThis = globalThis.window): Promise<Session> {
  return openSession(
    browserParts({
      host,
      effects: { clock: () => Date.now(), random: (length) => window.crypto.getRandomValues(new Uint8Array(length)) },
      indexedDb: { indexedDB: window.indexedDB, IDBKeyRange: window.IDBKeyRange },
      openChannel: (name) => new window.BroadcastChannel(name),
      webrtc: {
        RTCPeerConnection: window.RTCPeerConnection,
        RTCSessionDescription: window.RTCSessionDescription,
        RTCIceCandidate: window.RTCIceCandidate,
      },
      Worker: window.Worker,
      openSocket: (address) => new window.WebSocket(address),
      fonts: fetchPdfFonts,
      network: networkOf(window),
      guestOnly: window.location.hash.startsWith('#/seat/'),
    }),
  )
}

function networkOf(window: Window): Observable<boolean> {
  const network = cell(window.navigator.onLine)
  window.addEventListener('online', () => network.set(true))
  window.addEventListener('offline', () => network.set(false))
  return network
}
