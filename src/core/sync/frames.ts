/**
 * Frames: how a message of any size crosses a data channel that carries small ones.
 * Each frame is one kind byte (0: more follows, 1: last), a 32-bit big-endian count of frames sent on this channel,
 * and at most `frameSize` bytes. Channels are ordered; a gap in the count means that something was lost.
 */
export const frameSize = 16 * 1024
const headerSize = 5

/** The largest message that is put together again; a peer that sends more is cut off. */
export const largestMessage = 64 * 1024 * 1024

export class FrameBroken extends Error {
  override readonly name = 'FrameBroken'
}

/**
 * Splits messages into frames, counting on from one message to the next.
 * @throws {RangeError} for a message over the limit: the other side would not put it together.
 */
export function frameWriter(atMost = largestMessage): (message: Uint8Array) => Uint8Array<ArrayBuffer>[] {
  let count = 0
  return (message) => {
    if (message.length > atMost) throw new RangeError(`a message of ${message.length} bytes, over the limit of ${atMost}`)
    const pieces = Math.max(1, Math.ceil(message.length / frameSize))
    return Array.from({ length: pieces }, (_, index) => {
      const piece = message.subarray(index * frameSize, (index + 1) * frameSize)
      const frame = new Uint8Array(headerSize + piece.length)
      const header = new DataView(frame.buffer)
      header.setUint8(0, index === pieces - 1 ? 1 : 0)
      header.setUint32(1, count)
      frame.set(piece, headerSize)
      count = (count + 1) % 2 ** 32
      return frame
    })
  }
}

/** Puts messages together again. @throws {FrameBroken} where a frame is missing, malformed or too much. */
export function frameReader(atMost = largestMessage): (frame: Uint8Array) => Uint8Array<ArrayBuffer> | undefined {
  let expected = 0
  let pieces: Uint8Array[] = []
  let length = 0
  return (frame) => {
    if (frame.length < headerSize || frame.length > headerSize + frameSize) throw new FrameBroken('a frame of another size')
    const header = new DataView(frame.buffer, frame.byteOffset, headerSize)
    const kind = header.getUint8(0)
    // Only a last frame may be short; small ones without end would cost more to keep than they count for.
    if (kind === 0 && frame.length !== headerSize + frameSize) throw new FrameBroken('a frame of another size')
    if (kind > 1) throw new FrameBroken('a frame of an unknown kind')
    if (header.getUint32(1) !== expected) throw new FrameBroken('a frame was lost')
    expected = (expected + 1) % 2 ** 32
    const piece = frame.slice(headerSize)
    length += piece.length
    if (length > atMost) throw new FrameBroken('a message over the limit')
    pieces.push(piece)
    if (kind === 0) return undefined
    const message = new Uint8Array(length)
    let offset = 0
    for (const part of pieces) {
      message.set(part, offset)
      offset += part.length
    }
    pieces = []
    length = 0
    return message
  }
}
