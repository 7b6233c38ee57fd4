import canonicalize from 'canonicalize'
import { equalityDeep } from 'lib0/function'
import type { z } from 'zod'
import { utf8 } from '../model/bytes.ts'

/**
 * The one text that a JSON value has under RFC 8785: what is digested, signed and written.
 *
 * JavaScript's own writer gives that text wherever keys stand in order and every string is well formed; it is many times
 * quicker than the library, to which whatever is out of the ordinary goes.
 *
 * @throws {Error} when the value has no such text: NaN, an infinity, a lone surrogate, a circle.
 */
export function canonicalText(value: unknown): string {
  const ordered = isOrdered(value) ? value : inOrder(value)
  const text = ordered === undefined ? undefined : JSON.stringify(ordered)
  return text === undefined || text.includes(escapedSurrogate) ? byTheLibrary(value) : text
}

export const canonicalBytes = (value: unknown): Uint8Array<ArrayBuffer> => utf8.encode(canonicalText(value))

/**
 * The JSON value in `text`, or undefined unless that is exactly its canonical text: one stray space, another order
 * of keys, a key written twice or a byte-order mark is not.
 */
export function readCanonicalText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return canonicalText(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

/** The same of UTF-8 bytes. */
export function readCanonical(bytes: Uint8Array): unknown {
  try {
    return readCanonicalText(utf8.decode(bytes))
  } catch {
    return undefined
  }
}

/** Whether two JSON values have the same canonical text. */
export const sameValue = (a: unknown, b: unknown): boolean => equalityDeep(a, b)

/**
 * What `parser` makes of a value, or undefined where it refuses it or would have to change it: a parser that trims must
 * not let two texts pass for one.
 */
export function parseExactly<T extends z.ZodType>(parser: T, value: unknown): z.output<T> | undefined {
  const parsed = parser.safeParse(value)
  return parsed.success && sameValue(parsed.data, value) ? parsed.data : undefined
}

/** The same of canonical bytes. */
export const readExactly = <T extends z.ZodType>(parser: T, bytes: Uint8Array): z.output<T> | undefined =>
  parseExactly(parser, readCanonical(bytes))

function byTheLibrary(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

/** How JavaScript writes half a pair of surrogates, which RFC 8785 refuses; also how it writes those five characters. */
const escapedSurrogate = String.raw`\ud`

/** An object sorts a key that begins with a digit first whatever the order in which they are set, and does not keep the other at all. */
const isOdd = (key: string): boolean => {
  const first = key.charCodeAt(0)
  return (first >= 48 && first <= 57) || key === '__proto__'
}

const isPlain = (value: unknown): value is string | boolean | null => typeof value === 'string' || typeof value === 'boolean' || value === null

type Keyed = Readonly<Record<string, unknown>>
const isKeyed = (value: unknown): value is Keyed => typeof value === 'object' && value !== null && !('toJSON' in value)

/** Whether every object's keys stand in order and nothing in the value is out of the ordinary. */
function isOrdered(value: unknown): boolean {
  if (isPlain(value)) return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isOrdered)
  if (!isKeyed(value)) return false
  let before: string | undefined
  for (const key of Object.keys(value)) {
    if ((before !== undefined && key <= before) || isOdd(key) || !isOrdered(value[key])) return false
    before = key
  }
  return true
}

/** The value with every object's keys in order, or undefined where that cannot be had by a plain copy. */
function inOrder(value: unknown): unknown {
  if (isPlain(value)) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (Array.isArray(value)) {
    const copies = value.map(inOrder)
    return copies.includes(undefined) ? undefined : copies
  }
  if (!isKeyed(value)) return undefined
  const copy: Record<string, unknown> = {}
  for (const key of sorted(Object.keys(value))) {
    const each = value[key]
    if (each === undefined) continue
    const ordered = inOrder(each)
    if (ordered === undefined || isOdd(key)) return undefined
    copy[key] = ordered
  }
  return copy
}

/** Puts a few keys in order where they are: by insertion, which for so few is the quickest. */
function sorted(keys: string[]): readonly string[] {
  if (keys.length > manyKeys) return keys.sort()
  for (const [at, key] of keys.entries()) {
    let place = at
    for (let before = keys[place - 1]; before !== undefined && before > key; before = keys[place - 1]) {
      keys[place] = before
      place -= 1
    }
    keys[place] = key
  }
  return keys
}

/** From here on the engine's own sorting is quicker. */
const manyKeys = 60
