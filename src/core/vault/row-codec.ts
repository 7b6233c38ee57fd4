import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** A row as bytes: lib0's `any` encoding, with days and moments (which y-dexie keeps) made plain first. */
export function encodeRow(row: object): Uint8Array {
  return encoding.encode((encoder) => encoding.writeAny(encoder, plain(row)))
}

export function decodeRow(bytes: Uint8Array): Record<string, unknown> {
  const decoded: unknown = revive(decoding.readAny(decoding.createDecoder(bytes)))
  if (typeof decoded !== 'object' || decoded === null) throw new TypeError('not a row')
  return { ...decoded }
}

type Plain = Parameters<typeof encoding.writeAny>[1]

function plain(value: unknown): Plain {
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, plain(part)]])))
  }
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new TypeError('a row holds plain data only')
}

function revive(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(revive)
  if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]))
}
