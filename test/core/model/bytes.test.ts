import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url, joinBytes, sameBytes, toBase64url, utf8 } from '../../../src/core/model/bytes.ts'

const anyBytes = fc.uint8Array({ maxLength: 300 })
const anyText = fc.string({ unit: 'grapheme', maxLength: 300 })

function isBase64url(bytes: Uint8Array): void {
  const text = toBase64url(bytes)
  expect(text).toBe(Buffer.from(bytes).toString('base64url'))
  expect(Buffer.from(fromBase64url(text)).equals(bytes)).toBe(true)
}

function asRead(text: string): string {
  try {
    return toBase64url(fromBase64url(text))
  } catch (error) {
    return error instanceof SyntaxError ? 'refused' : String(error)
  }
}

describe('bytes', () => {
  it('[R220] for all bytes, base64url is what RFC 4648 says, long ones too', () => {
    fc.assert(fc.property(anyBytes, isBase64url))
    for (const length of [0x1_7ffe, 0x1_7fff, 0x1_8000, 0x20_000, 300_001]) isBase64url(Uint8Array.from({ length }, (_, index) => (index * 7) % 256))
  })

  it('[R220] for all texts, only what would be written again is read as base64url', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'AZaz09-_+/= é€'), maxLength: 12 })
    fc.assert(
      fc.property(letters, (text) => {
        expect(asRead(text)).toBe(Buffer.from(text, 'base64url').toString('base64url') === text ? text : 'refused')
      }),
      { numRuns: 2000 },
    )
  })

  it('[R220] for all bytes and texts, they lie one behind the other and stay as they are whatever is joined next', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyBytes, anyText), { maxLength: 8 }), (parts) => {
        const joined = joinBytes(...parts)
        joinBytes('x'.repeat(joined.length + 1))
        expect(Buffer.from(joined).equals(Buffer.concat(parts.map((part) => Buffer.from(part))))).toBe(true)
      }),
    )
    const long = '€'.repeat(200_000)
    expect(utf8.decode(joinBytes('a', long))).toBe(`a${long}`)
    expect(utf8.decode(utf8.encode(long))).toBe(long)
  })

  it('[R220] for all bytes, they are the same where each is, wherever they lie in memory', () => {
    const by = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(anyBytes.filter(({ length }) => length > 0), by, by, fc.nat(), (bytes, here, there, at) => {
        const moved = (places: number): Uint8Array => joinBytes(new Uint8Array(places), bytes).subarray(places)
        const [one, other] = [moved(here), moved(there)]
        expect(sameBytes(one, other)).toBe(true)
        expect(sameBytes(one, joinBytes(other, 'x'))).toBe(false)
        other[at % bytes.length] = (other[at % bytes.length] ?? 0) ^ 1
        expect(sameBytes(one, other)).toBe(false)
      }),
    )
  })
})
