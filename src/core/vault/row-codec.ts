import { utf8 } from '../model/bytes.ts'

/** A record as bytes. Records are plain JSON: documents, which are bytes already, are sealed as they are. */
export const encodeRecord = (row: object): Uint8Array => utf8.encode(JSON.stringify(row))

/** @throws {SyntaxError} where the bytes are no record. */
export function decodeRecord(bytes: Uint8Array): object {
  const decoded: unknown = JSON.parse(utf8.decode(bytes))
  if (typeof decoded !== 'object' || decoded === null) throw new SyntaxError('not a record')
  return decoded
}

/**
 * Many records out of the list that they are together, parsed as one text: one by one it takes several times as long.
 * @param rows the same, each by itself
 * @throws {SyntaxError} where any is no record.
 */
export function decodeRecords(list: Uint8Array, rows: readonly Uint8Array[]): object[] {
  const decoded: unknown = JSON.parse(utf8.decode(list))
  // Rows that are records, and no more than there were of them: else they are looked at one by one.
  if (Array.isArray(decoded) && decoded.length === rows.length && decoded.every((row) => typeof row === 'object' && row !== null)) return decoded
  return rows.map(decodeRecord)
}
