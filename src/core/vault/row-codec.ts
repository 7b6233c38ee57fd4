import { utf8 } from '../model/bytes.ts'

/** A record as bytes. Records are plain JSON: documents, which are bytes already, are sealed as they are. */
export const encodeRecord = (row: object): Uint8Array => utf8.encode(JSON.stringify(row))

/** @throws {SyntaxError} where the bytes are no record. */
export function decodeRecord(bytes: Uint8Array): object {
  const decoded: unknown = JSON.parse(utf8.decode(bytes))
  if (typeof decoded !== 'object' || decoded === null) throw new SyntaxError('not a record')
  return decoded
}
