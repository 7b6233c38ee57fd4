import { utf8 } from '../model/bytes.ts'
import type { Sodium } from './sodium.ts'

/** First byte of everything sealed: the layout that follows. An unknown one refuses. */
const sealVersion = 1
const nonceLength = 24

/**
 * Hands out so many random values of `length` bytes, each once: the system's own randomness is asked for one seed, and
 * libsodium's ChaCha20 spreads it. Asked for each, a browser's took two thirds of the time of sealing an import.
 * @throws {RangeError} where more are asked for.
 */
export function randomSupply(sodium: Sodium, length: number, count: number): () => Uint8Array {
  const seed = sodium.randombytes_buf(32)
  const all = sodium.randombytes_buf_deterministic(length * count, seed)
  sodium.memzero(seed)
  let used = 0
  return () => {
    if (used === all.length) throw new RangeError('no more was made')
    const value = all.slice(used, used + length)
    all.fill(0, used, (used += length))
    return value
  }
}

/** A nonce for each of so many rows. */
export const nonceSupply = (sodium: Sodium, count: number): (() => Uint8Array) => randomSupply(sodium, nonceLength, count)

/** Thrown where sealed bytes do not open: another key, another place, or a byte that changed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** A place as bytes. Most are plain letters, and asking for an encoding of each took as long as opening the row. */
function placeBytes(place: string): Uint8Array {
  const bytes = new Uint8Array(place.length)
  for (let index = 0; index < place.length; index += 1) {
    const code = place.charCodeAt(index)
    if (code > 0x7f) return utf8.encode(place)
    bytes[index] = code
  }
  return bytes
}

/**
 * Seals bytes with XChaCha20-Poly1305 (IETF): one version byte, a 24-byte random nonce, ciphertext and tag.
 * `place` is bound as associated data, so that sealed bytes moved elsewhere do not open. Synchronous, so that it can run
 * inside an IndexedDB transaction. A `nonce` that is handed in comes of `nonceSupply`.
 */
export function seal(sodium: Sodium, key: Uint8Array, bytes: Uint8Array, place: string, nonce = sodium.randombytes_buf(nonceLength)): Uint8Array {
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes, placeBytes(place), null, nonce, key)
  const whole = new Uint8Array(1 + nonceLength + sealed.length)
  whole[0] = sealVersion
  whole.set(nonce, 1)
  whole.set(sealed, 1 + nonceLength)
  return whole
}

/** @throws {SealBroken} */
export function open(sodium: Sodium, key: Uint8Array, whole: Uint8Array, place: string): Uint8Array {
  if (whole[0] !== sealVersion || whole.length < 1 + nonceLength + sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES) {
    throw new SealBroken('not sealed in a known way')
  }
  const nonce = whole.subarray(1, 1 + nonceLength)
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, whole.subarray(1 + nonceLength), placeBytes(place), nonce, key)
  } catch (error) {
    throw new SealBroken('the seal does not hold', { cause: error })
  }
}
