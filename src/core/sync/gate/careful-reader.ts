import * as decoding from 'lib0/decoding'
import { Refused, type RefusalReason } from './verdict.ts'

/**
 * Reads lib0's encoding without trusting a byte of it: every length is compared with what is there before anything is
 * made for it. lib0 alone reads past a view's end, and makes room for whatever a length promises.
 */
export interface CarefulReader {
  byte(): number
  uint(): number
  text(atMost: number): string
  /** Steps over so many bytes. */
  skip(length: number): void
  /** Steps over one of lib0's values, of at most so many levels. @returns how many values it holds, itself included. */
  skipValue(depth: number): number
  left(): number
}

/** @throws {Refused} from every method: `unreadable` where the bytes end or are none of these, `too-deep`. */
export function carefulReader(bytes: Uint8Array): CarefulReader {
  const decoder = decoding.createDecoder(bytes)
  const left = (): number => bytes.length - decoder.pos

  function need(length: number, because: RefusalReason = 'unreadable'): void {
    if (length > left()) throw new Refused(because)
  }
  function byte(): number {
    need(1)
    return decoding.readUint8(decoder)
  }
  function uint(): number {
    try {
      return decoding.readVarUint(decoder)
    } catch {
      throw new Refused('unreadable')
    }
  }
  function skip(length: number): void {
    need(length)
    decoder.pos += length
  }
  function bytesHere(atMost: number): Uint8Array {
    const length = uint()
    if (length > atMost) throw new Refused('too-large')
    need(length)
    const start = decoder.pos
    skip(length)
    return bytes.subarray(start, start + length)
  }
  function text(atMost: number): string {
    try {
      return strictUtf8.decode(bytesHere(atMost))
    } catch (error) {
      if (error instanceof Refused) throw error
      throw new Refused('unreadable')
    }
  }

  function skipValue(depth: number): number {
    if (depth <= 0) throw new Refused('too-deep')
    const kind = byte()
    switch (kind) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return 1
      case 125: {
        while ((byte() & 0x80) !== 0);
        return 1
      }
      case 124:
        skip(4)
        return 1
      case 123:
      case 122:
        skip(8)
        return 1
      case 119:
        text(bytes.length)
        return 1
      case 118: {
        let values = 1
        for (let keys = uint(); keys > 0; keys -= 1) {
          text(bytes.length)
          values += skipValue(depth - 1)
        }
        return values
      }
      case 117: {
        let values = 1
        for (let length = uint(); length > 0; length -= 1) values += skipValue(depth - 1)
        return values
      }
      default:
        // 116 are bytes, which no document of ours holds.
        throw new Refused(kind === 116 ? 'foreign-content' : 'unreadable')
    }
  }

  return { byte, uint, text, skip, skipValue, left }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
