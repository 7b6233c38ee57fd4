import { expect, it, vi } from 'vitest'
import type { Greet } from '../../../src/core/sync/channel.ts'
import { FramedChannel, framedConnections, type DataChannel, type PeerConnection } from '../../../src/core/sync/framed-connection.ts'
import { frameSize } from '../../../src/core/sync/frames.ts'

/** Two data channels that carry each other's frames one at a time, when they are told to. */
function slowWire() {
  const listeners: ((event: { readonly data: unknown }) => void)[] = []
  const onTheWay: ArrayBuffer[] = []
  const end = (hears: boolean): DataChannel => ({
    binaryType: 'arraybuffer',
    bufferedAmountLowThreshold: 0,
    bufferedAmount: 0,
    readyState: 'open',
    label: 'wire',
    send: (frame) => void onTheWay.push(frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength)),
    close: () => undefined,
    addEventListener: (type, listener) => void (hears && type === 'message' && listeners.push(listener)),
  })
  const carry = (): boolean => {
    const data = onTheWay.shift()
    if (data) for (const listener of listeners) listener({ data })
    return data !== undefined
  }
  return { near: end(false), far: end(true), carry }
}

/** Hands its channel over at once. */
const speaks: Greet = ({ open }) => {
  open([])
  return { hear: () => undefined, end: () => undefined }
}

const ends = { first: true, binding: async () => ({ mine: '', theirs: '' }) }

it('[L170] whoever still hears the frames of a large message counts them, long before the message is whole', () => {
  const { near, far, carry } = slowWire()
  const messages: Uint8Array[] = []
  const frames: number[] = []
  const hears: Greet = () => ({ hear: (message) => void messages.push(message), end: () => undefined })
  const sender = new FramedChannel(near, speaks, () => undefined, ends)
  const hearer = new FramedChannel(far, hears, () => frames.push(messages.length), ends)
  sender.send(new Uint8Array(3 * frameSize))
  carry()
  carry()
  expect([frames, messages]).toEqual([[0, 0], []])
  while (carry());
  expect([frames, messages.length]).toEqual([[0, 0, 0], 1])
  hearer.close()
})

it('[L175] a channel that comes to a connection that was given up is closed, and nothing is thrown', () => {
  type Heard = Parameters<PeerConnection['addEventListener']>[1]
  const heard: Heard[] = []
  class Bare implements PeerConnection {
    readonly localDescription = null
    readonly remoteDescription = null
    readonly createDataChannel = (): DataChannel => slowWire().near
    readonly setRemoteDescription = async (): Promise<void> => undefined
    readonly addEventListener = (_type: 'datachannel', listener: Heard): void => void heard.push(listener)
  }
  const connection = new (framedConnections(Bare, speaks, () => undefined))()
  const handed: FramedChannel[] = []
  Object.assign(connection, { ondatachannel: ({ channel }: { readonly channel: FramedChannel }) => handed.push(channel) })
  Object.assign(connection, { ondatachannel: null })
  const close = vi.fn<() => void>()
  for (const tell of heard) tell({ channel: { ...slowWire().far, close } })
  expect([handed, close.mock.calls.length]).toEqual([[], 1])
})

it('[L175] a channel that closes while it is written to throws nothing, and what did not go stays until it is closed', () => {
  const { near } = slowWire()
  const send = vi.fn<DataChannel['send']>(() => {
    throw new DOMException('not open', 'InvalidStateError')
  })
  const channel = new FramedChannel({ ...near, send }, speaks, () => undefined, ends)
  channel.send(new Uint8Array(3 * frameSize))
  expect(send).toHaveBeenCalledTimes(1)
  expect(channel.bufferedAmount).toBeGreaterThan(3 * frameSize)
  channel.close()
  expect(channel.bufferedAmount).toBe(0)
})
