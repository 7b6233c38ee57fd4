/** Base64url without padding (RFC 4648, section 5): how bytes travel where only text may. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const sixBits = new Map(Array.from(alphabet, (letter, value) => [letter.charCodeAt(0), value]))
/** By character code; -1 for what is no letter of base64url. */
const valueOf = Int8Array.from({ length: 128 }, (_, code) => sixBits.get(code) ?? -1)

/** @throws {SyntaxError} when `text` is not canonical base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 === 1) throw new SyntaxError('not base64url')
  const bytes = new Uint8Array((text.length * 6) >> 3)
  let [held, bits, written] = [0, 0, 0]
  for (let index = 0; index < text.length; index += 1) {
    const value = valueOf[text.charCodeAt(index)] ?? -1
    if (value < 0) throw new SyntaxError('not base64url')
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[written] = held >> bits
    written += 1
    held &= (1 << bits) - 1
  }
  if (held !== 0) throw new SyntaxError('not canonical base64url')
  return bytes
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = {
  encode: (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text),
  /** @throws {TypeError} when the bytes are not UTF-8. */
  decode: (bytes: Uint8Array): string => decoder.decode(bytes),
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  // Eight at a time as far as both lie even: a ledger of megabytes is compared on each filing.
  const even = a.byteOffset % 8 === 0 && b.byteOffset % 8 === 0 ? a.length >> 3 : 0
  const [eights, others] = [new BigUint64Array(a.buffer, a.byteOffset - (a.byteOffset % 8), even), new BigUint64Array(b.buffer, b.byteOffset - (b.byteOffset % 8), even)]
  for (let index = 0; index < even; index += 1) if (eights[index] !== others[index]) return false
  for (let index = even * 8; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}

const newline = 0x0a

/** The last line of a file of lines, without the newline that ends it; no bytes where there is none. */
export function lastLine(content: Uint8Array): Uint8Array {
  const end = content.at(-1) === newline ? content.length - 1 : content.length
  return content.subarray(end === 0 ? 0 : content.lastIndexOf(newline, end - 1) + 1, end)
}
