import * as Y from 'yjs'
import type { Room, RoomAddress, Transport } from '../../../src/core/sync/transport.ts'
import { transportOf, type TransportKind } from '../../e2e/transport/transports.ts'
import { acceptAnswer, answerTo, bareConnection, offerOf, sendAll, whenOpen, type BareConnection } from './bare-channel.ts'
import { expose } from './expose.ts'

export type Kind = TransportKind | 'bare'

/** A seat in a room, with the keys that were typed here and those that came from others. */
interface Seat {
  readonly doc: Y.Doc
  /** When each key of this seat was typed. */
  readonly typed: number[]
  /** Of each other seat, when a frame first showed each of its keys. */
  readonly shown: Map<string, number[]>
  leave(): Promise<void>
}

const seats = new Map<Kind, Seat & { peers(): number }>()
const bare = new Map<string, BareConnection>()
/** Sizes of the messages that this window has sent over any channel. */
const sent: number[] = []

const send: (this: RTCDataChannel, data: never) => void = Reflect.get(RTCDataChannel.prototype, 'send')
Object.assign(RTCDataChannel.prototype, {
  send(this: RTCDataChannel, data: never) {
    const { byteLength }: { byteLength?: number } = Object(data)
    sent.push(byteLength ?? 0)
    send.call(this, data)
  },
})

/** Milliseconds on a clock that all windows of this computer share. */
const now = (): number => performance.timeOrigin + performance.now()

const field = 'text'

/** Notes when the next frame is drawn that has the keys `from` up to `until` of somebody. */
function noteFrame(shown: Map<string, number[]>, who: string, from: number, until: number): void {
  requestAnimationFrame(() => {
    const at = now()
    const times = shown.get(who) ?? []
    shown.set(who, times)
    for (let key = from; key < until; key += 1) times[key] ??= at
  })
}

async function sit(kind: TransportKind, seat: string, address: RoomAddress, doc = new Y.Doc()): Promise<Seat & { peers(): number }> {
  const transport: Transport = await transportOf(kind, [seat])
  const room: Room = await transport.join(address, doc)
  const shown = new Map<string, number[]>()
  doc.on('afterTransaction', (transaction) => {
    if (transaction.local) return
    for (const [client, clock] of transaction.afterState) {
      const before = transaction.beforeState.get(client) ?? 0
      if (clock > before) noteFrame(shown, String(client), before, clock)
    }
  })
  return {
    doc,
    typed: [],
    shown,
    peers: () => room.state.get().peers,
    async leave() {
      await room.leave()
      await transport.close()
    },
  }
}

function here(kind: Kind): Seat & { peers(): number } {
  const seat = seats.get(kind)
  if (!seat) throw new Error(`no seat in ${kind}`)
  return seat
}

/** The seat of the bare channels: what its document makes of a key goes to every channel as it is. */
function bareSeat(): Seat & { peers(): number } {
  const doc = new Y.Doc()
  doc.on('update', (update) => {
    const bytes = Uint8Array.from(update)
    for (const { channel } of bare.values()) channel.send(bytes)
  })
  return {
    doc,
    typed: [],
    shown: new Map(),
    peers: () => [...bare.values()].filter(({ channel }) => channel.readyState === 'open').length,
    async leave() {
      for (const { connection } of bare.values()) connection.close()
      bare.clear()
    },
  }
}

const operations = {
  /** @returns the name by which other windows know this one's keys */
  async join(kind: TransportKind, seat: string, address: RoomAddress): Promise<string> {
    const made = await sit(kind, seat, address)
    seats.set(kind, made)
    return String(made.doc.clientID)
  },
  async joinBare(): Promise<void> {
    seats.set('bare', bareSeat())
  },
  peers: async (kind: Kind) => here(kind).peers(),
  async leave(kind: Kind): Promise<void> {
    await here(kind).leave()
    seats.delete(kind)
  },

  async bareOffer(other: string): Promise<string> {
    const made = openBare(other)
    return offerOf(made)
  },
  bareAnswer: async (other: string, offer: string) => answerTo(openBare(other), offer),
  async bareAccept(other: string, answer: string): Promise<void> {
    const made = bare.get(other)
    if (made) await acceptAnswer(made, answer)
  },

  /** Types `count` keys, one every `every` milliseconds, each of `size` characters. */
  async type(kind: Kind, { count, every, size = 1 }: { count: number; every: number; size?: number }): Promise<void> {
    const { doc, typed } = here(kind)
    const text = doc.getText(field)
    const began = performance.now()
    for (let key = 0; key < count; key += 1) {
      const wait = began + key * every - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      typed.push(now())
      text.insert(text.length, 'x'.repeat(size))
    }
  },
  typed: async (kind: Kind) => here(kind).typed,
  shown: async (kind: Kind) => Object.fromEntries(here(kind).shown),
  /** How many characters this window holds. */
  length: async (kind: Kind) => here(kind).doc.getText(field).length,
  /** Messages of at least so many bytes that this window has sent since it was last asked. */
  async sentSince(least: number): Promise<number> {
    const counted = sent.filter((size) => size >= least).length
    sent.length = 0
    return counted
  },

  /** Holds a document of so many bytes in a room, for others to join. */
  async host(kind: TransportKind, seat: string, address: RoomAddress, bytes: number): Promise<void> {
    seats.set(kind, await sit(kind, seat, address, largeDoc(bytes)))
  },
  /** @returns milliseconds until the whole document was here; -1 where that was not within `patience` milliseconds */
  async joinLate(kind: TransportKind, seat: string, address: RoomAddress, bytes: number, patience: number): Promise<number> {
    const doc = new Y.Doc()
    const began = performance.now()
    const whole = new Promise<number>((resolve) => {
      doc.on('afterTransaction', () => {
        if (doc.getText(field).length >= bytes) resolve(performance.now() - began)
      })
      setTimeout(() => resolve(-1), patience)
    })
    const made = await sit(kind, seat, address, doc)
    const took = await whole
    await made.leave()
    return took
  },
  /** The bare equivalent: waits for the same bytes. Call it, then let the other side answer and send. */
  async bareLateOffer(bytes: number): Promise<string> {
    const began = performance.now()
    let held = 0
    const made = bareConnection((data) => {
      held += data.byteLength
      if (held >= bytes) lateTook(performance.now() - began)
    })
    bare.set('late', made)
    return offerOf(made)
  },
  async bareLateAnswer(offer: string, bytes: number): Promise<string> {
    const made = bareConnection(() => undefined)
    bare.set('late', made)
    const update = Uint8Array.from(Y.encodeStateAsUpdate(largeDoc(bytes)))
    void sendAll(made, update)
    return answerTo(made, offer)
  },
  async bareLateAccept(answer: string): Promise<number> {
    const made = bare.get('late')
    if (!made) throw new Error('nothing was offered')
    await acceptAnswer(made, answer)
    await whenOpen(made)
    return late
  },
  async bareLateEnd(): Promise<void> {
    bare.get('late')?.connection.close()
    bare.delete('late')
    late = new Promise((resolve) => (lateTook = resolve))
  },
}

let lateTook: (milliseconds: number) => void = () => undefined
let late = new Promise<number>((resolve) => (lateTook = resolve))

function openBare(other: string): BareConnection {
  let heard = 0
  const made = bareConnection(() => {
    noteFrame(here('bare').shown, other, heard, heard + 1)
    heard += 1
  })
  bare.set(other, made)
  return made
}

const docs = new Map<number, Y.Doc>()

/** A document of so many characters in a thousand pieces, each a change of its own. */
function largeDoc(bytes: number): Y.Doc {
  const pieces = 1000
  const source = docs.get(bytes) ?? new Y.Doc()
  if (!docs.has(bytes)) {
    const text = source.getText(field)
    for (let piece = 0; piece < pieces; piece += 1) text.insert(0, String.fromCharCode(97 + (piece % 26)).repeat(bytes / pieces))
    docs.set(bytes, source)
  }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(source))
  return doc
}

export type LiveOperations = typeof operations

expose(operations)
