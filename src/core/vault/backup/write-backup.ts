import * as Y from 'yjs'
import { sameBytes } from '../../model/bytes.ts'
import { instantOf } from '../../model/dates.ts'
import type { Clock } from '../../model/effects.ts'
import { ProblemError } from '../../model/problem.ts'
import type { LogParts } from '../compaction.ts'
import type { RowTableName } from '../database.ts'
import { backupKey } from '../key-order.ts'
import { soundKeyringIn } from '../keyring-store.ts'
import { recordTableNames } from '../record-tables.ts'
import { encodeRecord } from '../row-codec.ts'
import { seal } from '../seal.ts'
import { tablesFor, type Reading } from '../sealed-store.ts'
import type { Sodium } from '../sodium.ts'
import { openUpdates } from '../stored-doc.ts'
import { encodeEntry, type BackupEntry, type EntryKind } from './entries.ts'
import { backupLimits, encodeHeader, pieceSize } from './format.ts'
import type { BackupSink, BackupSource, Watch } from './ports.ts'
import { backupDiffers, backupTooLarge, erasedMeanwhile, stopped } from './problems.ts'
import { readStream } from './read-backup.ts'

/** What went into a backup. */
export interface BackupContent {
  readonly entries: number
  /** Entries that do not open, and so are not in it. */
  readonly damaged: number
  /**
   * Reads back what was written: every byte is what was sealed, and every entry is there. Can be asked once.
   * @throws {ProblemError} `backup-differs`, `stopped`
   */
  check(source: BackupSource, watch: Watch): Promise<void>
}

const atATime = 200

/** Writes everything that the store holds, opened and sealed again as one stream, in pieces; holds one piece at a time. */
export async function writeBackup(parts: LogParts, about: object, sink: BackupSink, watch: Watch, clock: Clock): Promise<BackupContent> {
  const { database, store, sodium, integrity } = parts
  const key = sodium.randombytes_buf(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES)
  const keyring = await soundKeyringIn(database, sodium)
  const header = encodeHeader({ madeAt: instantOf(clock()), keyring, key: seal(sodium, store.backupKey(), key, backupKey) })
  const stream = await sealingStream(sodium, key, header, sink)

  const erased = await database.receipts.count()
  const docs = await docIds(parts)
  let total = docs.length + erased
  for (const table of recordTableNames) total += await database[table].count()
  let entries = 0
  let damaged = 0

  async function put(entry: BackupEntry): Promise<void> {
    if (watch.signal.aborted) throw new ProblemError(stopped)
    await stream.write(encodeEntry(entry))
    if (entry.kind === 'about') return
    entries += 1
    watch.onProgress(Math.min(entries, total), total)
  }
  async function putTable(table: RowTableName, kind: EntryKind): Promise<void> {
    const ids = await database[table].toCollection().primaryKeys()
    for (let start = 0; start < ids.length; start += atATime) {
      const some = ids.slice(start, start + atATime)
      const reading: Reading = await database.transaction('r', tablesFor(table), async () => store.read(table, some))
      if (reading.faults.length > 0) await integrity.settle(table, { ...reading, missing: [] })
      damaged += reading.faults.length
      for (const { id, bytes } of reading.opened) await put({ kind, id, bytes })
    }
  }

  watch.onProgress(0, total)
  await put({ kind: 'about', id: 'about', bytes: encodeRecord(about) })
  for (const table of recordTableNames) await putTable(table, table)
  for (const id of docs) {
    const { bytes, faults } = await docBytes(parts, id)
    damaged += faults
    if (bytes) await put({ kind: 'documents', id, bytes })
  }
  await putTable('receipts', 'receipts')
  if ((await database.receipts.count()) !== erased) throw new ProblemError(erasedMeanwhile)
  await stream.end()
  return {
    entries,
    damaged,
    async check(source, reading) {
      try {
        const isWhole = sameBytes(await source.read(0, header.length), header)
        let read = 0
        for await (const { kind } of readStream(sodium, source, header, key, reading)) if (kind !== 'about') read += 1
        if (isWhole && read === entries) return
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.code === 'stopped') throw error
      } finally {
        sodium.memzero(key)
      }
      throw new ProblemError(backupDiffers)
    },
  }
}

async function docIds({ database }: LogParts): Promise<string[]> {
  const logged = await database.updates.orderBy('doc').uniqueKeys()
  return [...new Set([...(await database.snapshots.toCollection().primaryKeys()), ...logged.map(String)])]
}

async function docBytes(parts: LogParts, id: string): Promise<{ bytes: Uint8Array | undefined; faults: number }> {
  const { database, store } = parts
  const { reading, logged } = await database.transaction('r', tablesFor('snapshots', 'updates'), async () => ({
    reading: await store.read('snapshots', [id]),
    logged: await openUpdates(parts, await database.updates.where('doc').equals(id).toArray()),
  }))
  const changes = [...reading.opened.map(({ bytes }) => bytes), ...logged.changes]
  return { bytes: changes.length > 0 ? Y.mergeUpdates(changes) : undefined, faults: reading.faults.length + logged.faults.length }
}

interface SealingStream {
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
}

async function sealingStream(sodium: Sodium, key: Uint8Array, header: Uint8Array, sink: BackupSink): Promise<SealingStream> {
  const { state, header: opening } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  const { crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: more, crypto_secretstream_xchacha20poly1305_TAG_FINAL: last } = sodium
  const piece = new Uint8Array(pieceSize)
  let filled = 0
  let written = header.length + opening.length
  let bound: Uint8Array | null = header
  await sink(header)
  await sink(opening)

  async function push(content: Uint8Array, tag: number): Promise<void> {
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, content, bound, tag)
    bound = null
    written += sealed.length
    if (written > backupLimits.file) throw new ProblemError(backupTooLarge)
    await sink(sealed)
  }
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const some = bytes.subarray(at, at + pieceSize - filled)
        piece.set(some, filled)
        filled += some.length
        at += some.length
        if (filled < pieceSize) continue
        await push(piece, more)
        filled = 0
      }
    },
    async end() {
      await push(piece.subarray(0, filled), last)
      sodium.memzero(piece)
    },
  }
}
