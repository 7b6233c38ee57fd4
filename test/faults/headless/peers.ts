import { createRequire } from 'node:module'
import type { RoomAddress } from '../../../src/core/sync/transport.ts'
import type { PeerConnection } from '../../../src/core/sync/framed-connection.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { webrtcTransport, type WebrtcClasses } from '../../../src/core/sync/webrtc-transport.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { memberNamed } from '../../contract/members.ts'
import { peerHere } from '../../contract/transport-peer.ts'
import { countUpdates } from '../../e2e/transport/count-updates.ts'
import type { HeadlessTypist } from './typist.ts'
import { typeKeys } from './typing.ts'

/** Bundled, and run as a process of its own: a participant without a window, over the app's own transport. */

/** The classes of a library that brings a browser's WebRTC into Node. */
interface WebrtcInNode extends WebrtcClasses {
  readonly RTCPeerConnection: new (configuration?: object) => PeerConnection & { close(): void }
  readonly RTCDataChannel: { readonly prototype: { send(data: never): void; addEventListener(type: string, hear: (event: object) => void): void } }
}

export interface Order {
  readonly id: number
  readonly call: keyof HeadlessTypist
  readonly args: readonly unknown[]
}

/** What becomes of the other side's description: half a second late, as in a busy window, and whether anything waits for it. */
export type Description = 'as it is' | 'shown late' | 'not waited for'

const [root = '', seat = '', description] = process.argv.slice(2)
const load = createRequire(root)
const classes: WebrtcInNode = load('@roamhq/wrtc')
const { WebSocket: socket }: { readonly WebSocket: typeof WebSocket } = load('ws')
Object.assign(globalThis, { WebSocket: socket })

const channels = new Set<object>()
const deaf = new WeakSet<object>()
const { prototype } = classes.RTCDataChannel
const { send, addEventListener: listen } = prototype
Object.assign(prototype, {
  send(this: object, data: never) {
    if (!deaf.has(this)) Reflect.apply(send, this, [data])
  },
  addEventListener(this: object, type: string, hear: (event: object) => void) {
    channels.add(this)
    const unlessDeaf = (event: object): void => {
      if (!deaf.has(this)) hear(event)
    }
    Reflect.apply(listen, this, [type, type === 'message' ? unlessDeaf : hear])
  },
})

let sent = 0
countUpdates(classes.RTCDataChannel.prototype, () => (sent += 1))

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

async function sit(): Promise<HeadlessTypist> {
  let passed = 0
  const open = new Set<{ close(): void }>()
  const Connection: WebrtcClasses['RTCPeerConnection'] = new Proxy(classes.RTCPeerConnection, {
    construct(Base, [configuration]: [object?]) {
      const made = new Base(configuration)
      open.add(made)
      return inFrontOf(made, Object.defineProperties({ getStats }, description === 'as it is' ? {} : Object.getOwnPropertyDescriptors(shownLate(made, description === 'shown late'))))
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
    async deafen() {
      for (const each of channels) deaf.add(each)
    },
    passTime: async (milliseconds) => void (passed += milliseconds),
    sent: async () => sent,
    megabytes: async () => process.memoryUsage().rss / 1e6,
  }
}

const typist = await sit()

process.on('message', ({ id, call, args }: Order) => {
  const answer = (reply: object): unknown => process.send?.({ id, ...reply })
  Promise.resolve(Reflect.apply(typist[call], undefined, args)).then(
    (value: unknown) => answer({ value }),
    (error: unknown) => answer({ refused: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({ id: -1 })
