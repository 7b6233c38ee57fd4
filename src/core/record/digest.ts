import { toHex } from '../model/ids.ts'
import { utf8 } from '../model/bytes.ts'
import { loadSodium } from '../vault/sodium.ts'

/** SHA-256 of bytes, as 64 lower-case hexadecimal digits. */
export type Digest = (bytes: Uint8Array) => string

/** Loads SHA-256 once; the function that it gives is synchronous. */
export async function loadDigest(): Promise<Digest> {
  const sodium = await loadSodium()
  return (bytes) => toHex(sodium.crypto_hash_sha256(bytes))
}

export async function digestOf(bytes: Uint8Array): Promise<string> {
  return (await loadDigest())(bytes)
}

/** Digest of no bytes at all: what stands before the first line of a ledger. */
export const digestOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export function joinBytes(...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  const pieces = parts.map((part) => (typeof part === 'string' ? utf8.encode(part) : part))
  const joined = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0))
  let offset = 0
  for (const piece of pieces) {
    joined.set(piece, offset)
    offset += piece.length
  }
  return joined
}
