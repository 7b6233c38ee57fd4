import { toHex } from '../model/ids.ts'
import { passingBytes } from '../model/bytes.ts'
import { loadSodium } from '../vault/sodium.ts'

/** SHA-256 of bytes and texts (in UTF-8), one behind the other, as 64 lower-case hexadecimal digits. */
export type Digest = (...parts: readonly (Uint8Array | string)[]) => string

/** Loads SHA-256 once; the function that it gives is synchronous. */
export async function loadDigest(): Promise<Digest> {
  const sodium = await loadSodium()
  return (...parts) => {
    const [first] = parts
    return toHex(sodium.crypto_hash_sha256(parts.length === 1 && typeof first === 'object' ? first : passingBytes(...parts)))
  }
}

export const digestOf = async (...parts: readonly (Uint8Array | string)[]): Promise<string> => (await loadDigest())(...parts)

/** Digest of no bytes at all: what stands before the first line of a ledger. */
export const digestOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
