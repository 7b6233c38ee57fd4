import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFrom, codeInWords, nearCode, readAddress, readCode } from '../../../src/core/model/near.ts'

describe('a short code and an address, typed by hand', () => {
  it('[L155] for all bytes a code reads as it was said, in whichever case and with whatever between', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), fc.boolean(), fc.constantFrom('', ' ', '-', ' – '), (bytes, small, between) => {
        const code = codeFrom(bytes)
        expect(nearCode.safeParse(code).success).toBe(true)
        const said = codeInWords(code).replace('-', between)
        expect(readCode(small ? `  ${said.toLowerCase()} ` : said)).toBe(code)
      }),
    )
  })

  it.each(['', 'K7MF', 'K7MF-XQRTA', 'K7MF-XQR0', 'K7MF-XQRB', 'K'.repeat(5000)])('[L155] %j is no code', (typed) => {
    expect(readCode(typed)).toBeUndefined()
  })

  it.each([
    ['192.168.1.20', '192.168.1.20:47821'],
    [' 192.168.1.20:5000 ', '192.168.1.20:5000'],
    ['ws://10.0.0.1:47821/', '10.0.0.1:47821'],
  ])('[L155] %j is the address %s', (typed, address) => {
    expect(readAddress(typed)).toBe(address)
  })

  it.each(['', '192.168.1', '256.1.1.1', '1.2.3.4.5', '1.2.3.4:0', '1.2.3.4:65536', '1.2.3.4:80/x', 'ward-7.local', 'http://1.2.3.4', '[::1]:80', '1.2.3.4:80@x'])(
    '[L155] %j is no address',
    (typed) => {
      expect(readAddress(typed)).toBeUndefined()
    },
  )

  it('[L155] for all text, what is read is an address or a code, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        expect(readAddress(typed) ?? '1.2.3.4:5').toMatch(/^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/)
        expect(readCode(typed) ?? 'AAAAAAAA').toMatch(/^[A-Z0-9]{8}$/)
      }),
    )
  })
})
