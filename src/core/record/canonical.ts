import canonicalize from 'canonicalize'
import type { z } from 'zod'
import { sameBytes, utf8 } from '../model/bytes.ts'

/**
 * The one text that a JSON value has under RFC 8785: what is digested, signed and written.
 *
 * @throws {Error} when the value has no such text: NaN, an infinity, a lone surrogate, a circle.
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

export const canonicalBytes = (value: unknown): Uint8Array<ArrayBuffer> => utf8.encode(canonicalText(value))

/**
 * The JSON value in `bytes`, or undefined unless they are exactly its canonical text: one stray space, another order
 * of keys, a key written twice or a byte-order mark is not.
 */
export function readCanonical(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return sameBytes(canonicalBytes(value), bytes) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * What `parser` makes of canonical bytes, or undefined where it refuses them or would have to change them: a parser that
 * trims must not let two texts pass for one.
 */
export function readExactly<T extends z.ZodType>(parser: T, bytes: Uint8Array): z.output<T> | undefined {
  const parsed = parser.safeParse(readCanonical(bytes))
  return parsed.success && sameBytes(canonicalBytes(parsed.data), bytes) ? parsed.data : undefined
}
