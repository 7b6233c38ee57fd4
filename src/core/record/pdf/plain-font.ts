import { unzlibSync } from 'fflate'

/**
 * A font file without its compression: pdfkit would inflate a WOFF's tables again for each glyph that it looks at, which
 * is half of the work of a page. What is no WOFF (W3C WOFF 1.0) is given back as it is.
 */
export function plainFont(file: Uint8Array): Uint8Array {
  const from = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < headerLength || from.getUint32(0) !== signature) return file
  const tables = Array.from({ length: from.getUint16(12) }, (_, index) => {
    const at = headerLength + index * 20
    const [start, packed, length] = [from.getUint32(at + 4), from.getUint32(at + 8), from.getUint32(at + 12)]
    const bytes = file.subarray(start, start + packed)
    return { tag: from.getUint32(at), sum: from.getUint32(at + 16), bytes: packed < length ? unzlibSync(bytes, { out: new Uint8Array(length) }) : bytes }
  })
  const total = tables.reduce((sum, { bytes }) => sum + aligned(bytes.length), 12 + tables.length * 16)
  const plain = new Uint8Array(total)
  const to = new DataView(plain.buffer)
  const power = Math.floor(Math.log2(tables.length))
  to.setUint32(0, from.getUint32(4))
  to.setUint16(4, tables.length)
  to.setUint16(6, 2 ** power * 16)
  to.setUint16(8, power)
  to.setUint16(10, (tables.length - 2 ** power) * 16)
  let at = 12 + tables.length * 16
  for (const [index, { tag, sum, bytes }] of tables.entries()) {
    const entry = 12 + index * 16
    for (const [place, value] of [tag, sum, at, bytes.length].entries()) to.setUint32(entry + place * 4, value)
    plain.set(bytes, at)
    at += aligned(bytes.length)
  }
  return plain
}

const signature = 0x774f4646
const headerLength = 44
const aligned = (length: number): number => (length + 3) & ~3
