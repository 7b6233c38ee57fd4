import { nonceLength, withSealMemory } from './seal-memory.ts'
import type { Sodium } from './sodium.ts'

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

/**
 * Seals bytes with XChaCha20-Poly1305 (IETF): one version byte, a 24-byte random nonce, ciphertext and tag.
 * `place` is bound as associated data, so that sealed bytes moved elsewhere do not open. Synchronous, so that it can run
 * inside an IndexedDB transaction. Of many, see `withSealMemory`.
 */
export function seal(sodium: Sodium, key: Uint8Array, bytes: Uint8Array, place: string): Uint8Array {
  return withSealMemory(sodium, { place: place.length, longest: bytes.length }, (memory) => memory.seal(key, bytes, place, sodium.randombytes_buf(nonceLength)))
}

/** @throws {SealBroken} */
export function open(sodium: Sodium, key: Uint8Array, whole: Uint8Array, place: string): Uint8Array {
  const opened = withSealMemory(sodium, { place: place.length, longest: whole.length, opened: whole.length }, (memory) => memory.open(key, whole, place)?.slice())
  if (!opened) throw new SealBroken('the seal does not hold')
  return opened
}
