import type { Binding, Greet } from './channel.ts'
import { FrameBroken, frameReader, frameWriter } from './frames.ts'

/** As much of RTCDataChannel as y-webrtc's peer library and our frames need. */
export interface DataChannel {
  binaryType: string
  bufferedAmountLowThreshold: number
  readonly bufferedAmount: number
  readonly readyState: string
  readonly label: string
  send(data: ArrayBufferView<ArrayBuffer>): void
  close(): void
  addEventListener(type: string, listener: (event: { readonly data?: unknown; readonly error?: unknown }) => void): void
}

export interface PeerConnection {
  createDataChannel(label: string, options?: object): DataChannel
  setRemoteDescription(description: object): Promise<void>
  addEventListener(type: 'datachannel', listener: (event: { readonly channel: DataChannel }) => void): void
  readonly localDescription: { readonly sdp: string } | null
  readonly remoteDescription: { readonly sdp: string } | null
}

/** One STUN or TURN server, as RTCConfiguration names it. */
export interface IceServer {
  urls: string | string[]
  username?: string
  credential?: string
}

export type PeerConnectionClass = new (configuration?: { iceServers?: IceServer[] }) => PeerConnection

type Listener = ((event: object) => void) | null

/** Bytes that may wait in the channel before we wait for it. */
const fullAt = 1024 * 1024
const lowAt = 256 * 1024

/**
 * A data channel whose messages cross in frames, with back-pressure. It has the shape that simple-peer drives: handlers
 * set as properties, `send`, `close`, `bufferedAmount`.
 *
 * The first messages are the greeting's: y-webrtc is not told that the channel is open until both sides have proven who
 * they are. A second channel beside this one would have to hold this one back all the same; here nothing can run ahead,
 * since one channel keeps its order, and forgetting the greeting leaves the channel shut rather than open.
 */
export class FramedChannel {
  binaryType = 'arraybuffer'
  bufferedAmountLowThreshold = 0
  onopen: Listener = null
  onclose: Listener = null
  onerror: Listener = null
  onmessage: Listener = null
  onbufferedamountlow: Listener = null
  readonly #channel: DataChannel
  readonly #write = frameWriter()
  readonly #read = frameReader()
  readonly #waiting: Uint8Array<ArrayBuffer>[] = []
  #waitingBytes = 0
  /** Kept, since to ask the channel at each message is slow where another thread has to answer. */
  #isOpen: boolean
  /** At the most so many bytes wait in the channel: to ask it at each frame is slow where another thread has to answer. */
  #atMostBuffered = 0
  readonly #begin: () => ReturnType<Greet>
  readonly #onFrame: () => void
  #greeting: ReturnType<Greet> | undefined
  #opened = false

  /** @param onFrame told of each frame that comes: of a large message the first comes long before the last */
  constructor(channel: DataChannel, greet: Greet, onFrame: () => void, ends: { readonly first: boolean; readonly binding: () => Promise<Binding> }) {
    this.#channel = channel
    this.#onFrame = onFrame
    channel.binaryType = 'arraybuffer'
    channel.bufferedAmountLowThreshold = lowAt
    this.#begin = () =>
      (this.#greeting ??= greet({
        ...ends,
        send: (message) => this.#queue(message),
        open: (early) => {
          this.#opened = true
          this.onopen?.({})
          for (const message of early) this.onmessage?.({ data: message.buffer })
        },
        close: () => this.close(),
      }))
    this.#isOpen = channel.readyState === 'open'
    channel.addEventListener('open', () => {
      this.#isOpen = true
      this.#begin()
      this.#flush()
    })
    channel.addEventListener('close', (event) => {
      this.#isOpen = false
      this.#greeting?.end()
      this.onclose?.(event)
    })
    channel.addEventListener('error', (event) => this.onerror?.(event))
    channel.addEventListener('bufferedamountlow', (event) => {
      this.#flush()
      if (this.#waiting.length === 0) this.onbufferedamountlow?.(event)
    })
    channel.addEventListener('message', ({ data }) => this.#take(data))
    if (this.#isOpen) this.#begin()
  }

  get bufferedAmount(): number {
    return this.#channel.bufferedAmount + this.#waitingBytes
  }

  get readyState(): string {
    return this.#channel.readyState
  }

  get label(): string {
    return this.#channel.label
  }

  send(data: Uint8Array): void {
    if (this.#opened) this.#queue(data)
  }

  #queue(data: Uint8Array): void {
    for (const frame of this.#write(data)) {
      this.#waiting.push(frame)
      this.#waitingBytes += frame.length
    }
    this.#flush()
  }

  close(): void {
    this.#isOpen = false
    this.#waiting.length = 0
    this.#waitingBytes = 0
    this.#channel.close()
  }

  #flush(): void {
    if (this.#waiting.length === 0 || !this.#isOpen) return
    let sent = 0
    for (const frame of this.#waiting) {
      if (this.#atMostBuffered >= fullAt) this.#atMostBuffered = this.#channel.bufferedAmount
      if (this.#atMostBuffered >= fullAt || !this.#send(frame)) break
      this.#atMostBuffered += frame.length
      this.#waitingBytes -= frame.length
      sent += 1
    }
    this.#waiting.splice(0, sent)
  }

  /** @returns whether it went: a channel may close while it is written to, and says so in an event of its own. */
  #send(frame: Uint8Array<ArrayBuffer>): boolean {
    try {
      this.#channel.send(frame)
      return true
    } catch {
      return false
    }
  }

  /** A channel that lost or mangled a frame is closed: both sides then meet again and compare what they hold. */
  #take(data: unknown): void {
    try {
      if (!(data instanceof ArrayBuffer)) throw new FrameBroken('a message that is not bytes')
      const message = this.#read(new Uint8Array(data))
      this.#onFrame()
      if (message && this.#opened) this.onmessage?.({ data: message.buffer })
      // A busy window hears what came before it is told that the channel is open, or that it has closed again.
      else if (message) this.#begin().hear(message)
    } catch (error) {
      if (!(error instanceof FrameBroken)) throw error
      this.close()
    }
  }
}

/**
 * Makes connections of `Base` whose data channels are framed and greeted, as y-webrtc's documented `peerOpts.wrtc` takes
 * them. One channel a connection: the other side cannot put a second one in its place.
 */
export function framedConnections(Base: PeerConnectionClass, greet: Greet, onFrame: () => void): PeerConnectionClass {
  return new Proxy(Base, {
    construct(_target, [configuration]: [{ iceServers?: IceServer[] }?]) {
      const connection = new Base(configuration)
      const create = connection.createDataChannel.bind(connection)
      const describe = connection.setRemoteDescription.bind(connection)
      let described: Promise<void> = Promise.resolve()
      // A busy window hears the channel's first message before it is shown the description that opened the channel.
      const binding = async (): Promise<Binding> => {
        await described
        return { mine: fingerprints(connection.localDescription), theirs: fingerprints(connection.remoteDescription) }
      }
      let handler: ((event: { readonly channel: FramedChannel }) => void) | null = null
      let taken = false
      connection.addEventListener('datachannel', ({ channel }) => {
        // A connection that was given up meanwhile has taken its handler away.
        if (taken || !handler) channel.close()
        else handler({ channel: new FramedChannel(channel, greet, onFrame, { first: false, binding }) })
        taken = true
      })
      return Object.defineProperties(connection, {
        setRemoteDescription: { value: (description: object) => (described = describe(description)) },
        createDataChannel: {
          value: (label: string, options?: object) => new FramedChannel(create(label, options), greet, onFrame, { first: true, binding }),
        },
        ondatachannel: {
          set(next: typeof handler) {
            handler = next
          },
        },
      })
    },
  })
}

/** The digests of the certificates with which one side of a connection encrypts, as its session description names them. */
function fingerprints(description: { readonly sdp: string } | null): string {
  const found = description?.sdp.match(/^a=fingerprint:\S+ \S+/gm) ?? []
  return [...new Set(found.map((line) => line.slice('a=fingerprint:'.length).toLowerCase()))].toSorted().join(' ')
}
