import { describe, expect, it } from 'vitest'
import { plainFont } from '../../../src/core/record/pdf/plain-font.ts'
import { readFonts } from './fonts.ts'

describe('a font without its compression', () => {
  it('[R18] is a larger file with every table of the WOFF that it comes from; what is no WOFF stays as it is', async () => {
    const { regular } = await readFonts()
    for (const woff of regular) {
      const plain = plainFont(woff)
      const [packed, table] = [new DataView(woff.buffer, woff.byteOffset), new DataView(plain.buffer)]
      expect(plain.length).toBeGreaterThan(woff.length)
      expect([table.getUint32(0), table.getUint16(4)]).toEqual([packed.getUint32(4), packed.getUint16(12)])
      expect(plainFont(plain)).toBe(plain)
    }
    expect(plainFont(Uint8Array.of(1, 2, 3))).toEqual(Uint8Array.of(1, 2, 3))
  })
})
