const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const codes = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0))
const sixBits = new Map(Array.from(codes, (code, value) => [code, value]))
/** By character code; -1 for what is no letter of base64url. */
const valueOf = Int8Array.from({ length: 128 }, (_, code) => sixBits.get(code) ?? -1)

/** Base64url without padding (RFC 4648, section 5): how bytes travel where only text may. */
export function toBase64url(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 4) / 3)
  // A whole group more than may be needed, since each is written whole.
  const letters = length + 4 > scratch.length ? new Uint8Array(length + 4) : scratch
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const three = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0)
    letters[to] = codes[three >> 18] ?? 0
    letters[to + 1] = codes[(three >> 12) & 63] ?? 0
    letters[to + 2] = codes[(three >> 6) & 63] ?? 0
    letters[to + 3] = codes[three & 63] ?? 0
  }
  return decoder.decode(letters.subarray(0, length))
}

/** @throws {SyntaxError} when `text` is not canonical base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 === 1) throw new SyntaxError('not base64url')
  const bytes = new Uint8Array((text.length * 6) >> 3)
  const left = text.length % 4
  const whole = text.length - left
  let written = 0
  for (let from = 0; from < whole; from += 4, written += 3) {
    const four = (valueAt(text, from) << 18) | (valueAt(text, from + 1) << 12) | (valueAt(text, from + 2) << 6) | valueAt(text, from + 3)
    if (four < 0) throw new SyntaxError('not base64url')
    bytes[written] = four >> 16
    bytes[written + 1] = four >> 8
    bytes[written + 2] = four
  }
  if (left === 0) return bytes
  const last = (valueAt(text, whole) << 12) | (valueAt(text, whole + 1) << 6) | (left === 3 ? valueAt(text, whole + 2) : 0)
  if (last < 0) throw new SyntaxError('not base64url')
  if ((last & (left === 3 ? 0b11 : 0b11_1111_1111)) !== 0) throw new SyntaxError('not canonical base64url')
  bytes[written] = last >> 10
  if (left === 3) bytes[written + 1] = last >> 2
  return bytes
}

const valueAt = (text: string, at: number): number => valueOf[text.charCodeAt(at)] ?? -1

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = {
  encode: (text: string): Uint8Array<ArrayBuffer> => (3 * text.length > scratch.length ? encoder.encode(text) : joinBytes(text)),
  /** @throws {TypeError} when the bytes are not UTF-8. */
  decode: (bytes: Uint8Array): string => decoder.decode(bytes),
}

/**
 * Memory that is written again and again. In a browser a piece of memory of its own costs many times what is done with it,
 * where that is short: a digest, a few letters.
 */
const scratch = new Uint8Array(0x20000)

/** Bytes and texts, these in UTF-8, one behind the other. The next call may write over them: for what is read at once, and not kept. */
export function passingBytes(...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  let most = 0
  for (const part of parts) most += typeof part === 'string' ? 3 * part.length : part.length
  const room = most > scratch.length ? new Uint8Array(most) : scratch
  let length = 0
  // Texts that follow each other are encoded together: to ask for it costs more than a short text does.
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    if (text !== '') length += encoder.encodeInto(text, room.subarray(length)).written
    text = ''
    room.set(part, length)
    length += part.length
  }
  if (text !== '') length += encoder.encodeInto(text, length === 0 ? room : room.subarray(length)).written
  return room.subarray(0, length)
}

/** The same, to keep. */
export const joinBytes = (...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> => passingBytes(...parts).slice()

/** What a file holds: bytes, or a text, which stands in it in UTF-8. */
export type FileContent = Uint8Array | string

export const bytesOfFile = (content: FileContent): Uint8Array => (typeof content === 'string' ? utf8.encode(content) : content)

/** How many bytes a file takes. */
export const sizeOfFile = (content: FileContent): number => (typeof content === 'string' ? passingBytes(content) : content).length

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  // Four at a time, wherever they lie: a ledger of megabytes is compared on each filing. Eight would be quicker in new engines only.
  const [of, and] = [new DataView(a.buffer, a.byteOffset, a.length), new DataView(b.buffer, b.byteOffset, b.length)]
  const fours = a.length - (a.length % 4)
  for (let index = 0; index < fours; index += 4) if (of.getInt32(index, true) !== and.getInt32(index, true)) return false
  for (let index = fours; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}

const newline = 0x0a

/** The last line of a file of lines, without the newline that ends it; no bytes where there is none. */
export function lastLine(content: Uint8Array): Uint8Array {
  const end = content.at(-1) === newline ? content.length - 1 : content.length
  return content.subarray(end === 0 ? 0 : content.lastIndexOf(newline, end - 1) + 1, end)
}
