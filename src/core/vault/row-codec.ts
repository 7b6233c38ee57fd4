import { utf8 } from '../model/bytes.ts'

/** A record as bytes. Records are plain JSON: documents, which are bytes already, are sealed as they are. */
export const encodeRecord = (row: object): Uint8Array => utf8.encode(JSON.stringify(row))

/** @throws {SyntaxError} where the bytes are no record. */
export function decodeRecord(bytes: Uint8Array): object {
  const decoded: unknown = JSON.parse(utf8.decode(bytes))
  if (typeof decoded !== 'object' || decoded === null) throw new SyntaxError('not a record')
  return decoded
}

const [openBracket, comma, closeBracket] = [0x5b, 0x2c, 0x5d]

/** Many records, decoded and parsed as one text: one by one it takes several times as long. @throws {SyntaxError} where any is no record. */
export function decodeRecords(rows: readonly Uint8Array[]): object[] {
  if (rows.length < 2) return rows.map(decodeRecord)
  const whole = new Uint8Array(rows.reduce((length, row) => length + row.length + 1, 1)).fill(comma)
  whole[0] = openBracket
  let at = 1
  for (const row of rows) {
    whole.set(row, at)
    at += row.length + 1
  }
  whole[at - 1] = closeBracket
  const decoded: unknown = JSON.parse(utf8.decode(whole))
  // Rows that are records, and no more than there were of them: else they are looked at one by one.
  if (Array.isArray(decoded) && decoded.length === rows.length && decoded.every((row) => typeof row === 'object' && row !== null)) return decoded
  return rows.map(decodeRecord)
}
