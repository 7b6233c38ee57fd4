import { Awareness } from 'y-protocols/awareness'
import { WebrtcProvider } from 'y-webrtc'
import type * as Y from 'yjs'
import { cell } from '../../../src/core/model/observable.ts'
import { nobodyYet } from '../../../src/core/sync/room-keeper.ts'
import type { RoomState, Transport } from '../../../src/core/sync/transport.ts'

/** y-webrtc as its authors ship it, to show what the adapter is there for. */
export function shippedTransport(signalling: readonly string[]): Transport {
  const providers = new Set<WebrtcProvider>()
  return {
    async join({ room, secret }, doc: Y.Doc) {
      const awareness = new Awareness(doc)
      const provider = new WebrtcProvider(room, doc, { signaling: [...signalling], password: secret, awareness, peerOpts: { config: { iceServers: [] } } })
      providers.add(provider)
      await provider.key
      const count = (): RoomState => ({
        ...nobodyYet(0),
        peers: [...(provider.room?.webrtcConns.values() ?? [])].filter(({ connected }) => connected).length,
        holding: 0,
        offlineSince: undefined,
      })
      return {
        awareness,
        state: { ...cell(count()), get: count },
        async leave() {
          provider.disconnect()
          provider.destroy()
        },
      }
    },
    setOnline(online) {
      for (const provider of providers) if (online) provider.connect()
      else provider.disconnect()
    },
    async close() {
      for (const provider of providers) provider.destroy()
    },
  }
}
