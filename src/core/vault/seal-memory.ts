import { utf8 } from '../model/bytes.ts'
import type { Sodium } from './sodium.ts'

/** libsodium as it was compiled, beneath the functions that it wraps: its memory, and the one cipher that is used in bulk. */
interface Compiled {
  /** Another view each time the memory has grown. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>
  _malloc(size: number): number
  _free(address: number): void
  _crypto_aead_xchacha20poly1305_ietf_encrypt: Cipher
  _crypto_aead_xchacha20poly1305_ietf_decrypt: Cipher
}
type Cipher = (...addressesAndLengths: (number | null)[]) => number

/** What is to be sealed, or to be opened, by its length. */
export interface SealSizes {
  /** Characters of the longest place. */
  readonly place: number
  /** Bytes of the longest. */
  readonly longest: number
  /** Bytes of all that is to be opened, as it is sealed; none where nothing is. */
  readonly opened?: number
}

/** Seals and opens one thing after the other, as `seal` and `open` do of one. What it opened lies there for this one use. */
export interface SealMemory {
  seal(key: Uint8Array, bytes: Uint8Array, place: string, nonce: Uint8Array): Uint8Array<ArrayBuffer>
  /** @returns undefined where the seal does not hold */
  open(key: Uint8Array, whole: Uint8Array, place: string): Uint8Array<ArrayBuffer> | undefined
  /** Takes back what was opened last. */
  takeBack(): void
  /** All that was opened, with a comma between each two and brackets around: of JSON texts that makes one. Ends the opening. */
  list(): Uint8Array<ArrayBuffer>
}

/** First byte of everything sealed: the layout that follows. An unknown one refuses. */
const sealVersion = 1
export const nonceLength = 24
const [keyLength, tagLength] = [32, 16]
const headLength = 1 + nonceLength
const [openBracket, comma, closeBracket] = [0x5b, 0x2c, 0x5d]

/**
 * Lends libsodium's memory: through the functions that it wraps, each row costs five pieces of memory and as many copies,
 * which took longer than the cipher. Afterwards all of it is overwritten and given back.
 * @throws {RangeError} where there is no memory left, or more is asked than the sizes said.
 */
export function withSealMemory<T>(sodium: Sodium, { place: placeSize, longest, opened: openedSize = 0 }: SealSizes, use: (memory: SealMemory) => T): T {
  const compiled = compiledIn(sodium)
  const { _malloc: allocate, _free: giveBack, _crypto_aead_xchacha20poly1305_ietf_encrypt: encrypt, _crypto_aead_xchacha20poly1305_ietf_decrypt: decrypt } = compiled
  const outputSize = Math.max(openedSize, headLength + longest + tagLength) + 2
  const size = keyLength + 3 * placeSize + longest + outputSize
  const keyAt = allocate(size)
  if (keyAt === 0) throw new RangeError('no memory left')
  // Nothing here asks for more memory, so this view of it holds as long as the work does.
  const heap = compiled.HEAPU8
  const placeAt = keyAt + keyLength
  const inputAt = placeAt + 3 * placeSize
  const outputAt = inputAt + longest
  let [last, end] = [outputAt + 1, outputAt + 1]

  function lay(key: Uint8Array, bytes: Uint8Array): void {
    if (key.length !== keyLength || bytes.length > longest) throw new RangeError('another length than was said')
    heap.set(key, keyAt)
    heap.set(bytes, inputAt)
  }

  /** Most places are plain letters, and asking for an encoding of each took as long as opening the row. */
  function layPlace(place: string): number {
    if (place.length > placeSize) throw new RangeError('another length than was said')
    for (let index = 0; index < place.length; index += 1) {
      const code = place.charCodeAt(index)
      if (code > 0x7f) {
        const bytes = utf8.encode(place)
        heap.set(bytes, placeAt)
        return bytes.length
      }
      heap[placeAt + index] = code
    }
    return place.length
  }

  try {
    return use({
      seal(key, bytes, place, nonce) {
        if (nonce.length !== nonceLength) throw new RangeError('another length than was said')
        lay(key, bytes)
        const placed = layPlace(place)
        heap[outputAt] = sealVersion
        heap.set(nonce, outputAt + 1)
        encrypt(outputAt + headLength, null, inputAt, bytes.length, 0, placeAt, placed, 0, null, outputAt + 1, keyAt)
        return heap.slice(outputAt, outputAt + headLength + bytes.length + tagLength)
      },
      open(key, whole, place) {
        const [sealedLength, openedLength] = [whole.length - headLength, whole.length - headLength - tagLength]
        if (whole[0] !== sealVersion || openedLength < 0) return undefined
        if (end + sealedLength > outputAt + outputSize) throw new RangeError('another length than was said')
        lay(key, whole)
        const placed = layPlace(place)
        if (decrypt(end, null, null, inputAt + headLength, sealedLength, 0, placeAt, placed, 0, inputAt + 1, keyAt) !== 0) return undefined
        last = end
        end += openedLength
        heap[end] = comma
        end += 1
        return heap.subarray(last, end - 1)
      },
      takeBack() {
        end = last
      },
      list() {
        heap[outputAt] = openBracket
        const closeAt = Math.max(outputAt + 1, end - 1)
        heap[closeAt] = closeBracket
        return heap.subarray(outputAt, closeAt + 1)
      },
    })
  } finally {
    compiled.HEAPU8.fill(0, keyAt, keyAt + size)
    giveBack(keyAt)
  }
}

const parts = ['HEAPU8', '_malloc', '_free', '_crypto_aead_xchacha20poly1305_ietf_encrypt', '_crypto_aead_xchacha20poly1305_ietf_decrypt'] as const satisfies (keyof Compiled)[]
const isCompiled = (value: unknown): value is Compiled => typeof value === 'object' && value !== null && parts.every((part) => part in value)

function compiledIn(sodium: Sodium): Compiled {
  if ('libsodium' in sodium && isCompiled(sodium.libsodium)) return sodium.libsodium
  throw new TypeError('libsodium does not show its memory')
}
