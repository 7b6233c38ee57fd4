import type { RoomAddress } from '../../../src/core/sync/transport.ts'
import type { DataChannel, PeerConnection } from '../../../src/core/sync/framed-connection.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { webrtcTransport, type WebrtcClasses } from '../../../src/core/sync/webrtc-transport.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { memberNamed } from '../../contract/members.ts'
import { peerHere } from '../../contract/transport-peer.ts'
import { countUpdates } from '../../e2e/transport/count-updates.ts'
import type { HeadlessTypist } from './typist.ts'
import { typeKeys } from './typing.ts'

/** The classes of a library that brings a browser's WebRTC into Node. */
export interface WebrtcInNode extends WebrtcClasses {
  readonly RTCPeerConnection: new (configuration?: object) => PeerConnection & { close(): void }
}

/** What becomes of the other side's description: half a second late, as in a busy window, and whether anything waits for it. */
export type Description = 'as it is' | 'shown late' | 'not waited for'

/** What stands in front of an object, where it nails its own down. */
function inFrontOf<T extends object>(behind: T, own: object): T {
  const shown: T = Object.create(behind)
  return new Proxy(Object.defineProperties(shown, Object.getOwnPropertyDescriptors(own)), {
    get(front, key) {
      const value: unknown = Reflect.get(Object.hasOwn(front, key) ? front : behind, key)
      return typeof value === 'function' && !Object.hasOwn(front, key) ? value.bind(behind) : value
    },
    set: (front, key, value) => (Object.hasOwn(front, key) ? Reflect.set(front, key, value) : Reflect.set(behind, key, value)),
  })
}

/** y-webrtc's peer library waits to be told of the way in use, in a form in which this one does not tell of it. */
const getStats = async (): Promise<ReadonlyMap<string, object>> => new Map([['in-use', { id: 'in-use', type: 'candidate-pair', selected: true }]])

function shownLate(connection: PeerConnection, isWaitedFor: boolean): object {
  let shown = false
  return {
    async setRemoteDescription(taken: object) {
      await connection.setRemoteDescription(taken)
      const showing = new Promise((then) => setTimeout(then, 500)).then(() => (shown = true))
      if (isWaitedFor) await showing
    },
    get remoteDescription() {
      const { remoteDescription } = connection
      if (shown || remoteDescription === null) return remoteDescription
      // Y-webrtc's peer library goes by its kind at once; what proves the channel is not in it yet.
      return isWaitedFor ? null : { ...remoteDescription, sdp: '' }
    },
  }
}

/** Channels of one typist, which count what they carry, and can be made to carry nothing any more. */
function channelsOf() {
  const channels = new Set<object>()
  const deaf = new WeakSet<object>()
  let sent = 0
  return {
    heed(channel: DataChannel): DataChannel {
      const send = channel.send.bind(channel)
      const listen = channel.addEventListener.bind(channel)
      channels.add(channel)
      channel.send = (data) => {
        if (!deaf.has(channel)) send(data)
      }
      channel.addEventListener = (type, hear) =>
        listen(type, (event) => {
          if (type !== 'message' || !deaf.has(channel)) hear(event)
        })
      countUpdates(channel, () => (sent += 1))
      return channel
    },
    deafen: () => channels.forEach((each) => deaf.add(each)),
    sent: () => sent,
  }
}

function heeded(connection: PeerConnection, { heed }: ReturnType<typeof channelsOf>): object {
  const heard = (hear: (event: { readonly channel: DataChannel }) => void) => (event: { readonly channel: DataChannel }) => hear({ channel: heed(event.channel) })
  return {
    createDataChannel: (label: string, options?: object) => heed(connection.createDataChannel(label, options)),
    addEventListener: (type: 'datachannel', hear: (event: { readonly channel: DataChannel }) => void) => connection.addEventListener(type, type === 'datachannel' ? heard(hear) : hear),
  }
}

/** Somebody at an address of the meeting point. Y-webrtc keeps its rooms for all who share its code: each sits by code of their own. */
export async function sit({ classes, seat, description }: { readonly classes: WebrtcInNode; readonly seat: string; readonly description: Description }): Promise<HeadlessTypist> {
  let passed = 0
  const open = new Set<{ close(): void }>()
  const channels = channelsOf()
  const Connection: WebrtcClasses['RTCPeerConnection'] = new Proxy(classes.RTCPeerConnection, {
    construct(Base, [configuration]: [object?]) {
      const made = new Base(configuration)
      open.add(made)
      return inFrontOf(made, Object.defineProperties({ getStats, ...heeded(made, channels) }, description === 'as it is' ? {} : Object.getOwnPropertyDescriptors(shownLate(made, description === 'shown late'))))
    },
  })
  const transport = webrtcTransport({
    signalling: [seat],
    webrtc: { ...classes, RTCPeerConnection: Connection },
    clock: () => Date.now() + passed,
    member: await memberNamed('A colleague'),
    hands: handsHere(contentRules),
  })
  const peer = peerHere(transport)
  return {
    join: (address: RoomAddress) => peer.join(address),
    leave: () => peer.leave(),
    met: async () => (await peer.state()).peers,
    type: (typing) => typeKeys(peer, typing),
    held: () => peer.length('note'),
    text: () => peer.read('note'),
    async cut(again) {
      if (!again) await peer.setOnline(false)
      for (const each of open) each.close()
      open.clear()
    },
    deafen: async () => channels.deafen(),
    passTime: async (milliseconds) => void (passed += milliseconds),
    sent: async () => channels.sent(),
    megabytes: async () => process.memoryUsage().rss / 1e6,
  }
}
