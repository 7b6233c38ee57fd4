import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { recordTableNames, type RecordTable } from '../record-tables.ts'

/**
 * One thing in a backup, opened: a record as its JSON, a document as one Yjs update, a receipt of an erasure, or a line
 * about the backup itself, which comes first.
 */
export interface BackupEntry {
  readonly kind: EntryKind
  readonly id: string
  readonly bytes: Uint8Array
}
export type EntryKind = RecordTable | 'about' | 'documents' | 'receipts'

const kinds: ReadonlySet<string> = new Set<EntryKind>([...recordTableNames, 'about', 'documents', 'receipts'])
const isKind = (text: string): text is EntryKind => kinds.has(text)

export function encodeEntry({ kind, id, bytes }: BackupEntry): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarString(encoder, kind)
    encoding.writeVarString(encoder, id)
    encoding.writeUint8Array(encoder, bytes)
  })
  const whole = new Uint8Array(4 + body.length)
  new DataView(whole.buffer).setUint32(0, body.length)
  whole.set(body, 4)
  return whole
}

/** @param body without its length. @returns undefined for what is no entry. */
export function decodeEntry(body: Uint8Array): BackupEntry | undefined {
  try {
    const decoder = decoding.createDecoder(body)
    const kind = decoding.readVarString(decoder)
    const id = decoding.readVarString(decoder)
    return isKind(kind) ? { kind, id, bytes: decoding.readTailAsUint8Array(decoder).slice() } : undefined
  } catch {
    return undefined
  }
}
