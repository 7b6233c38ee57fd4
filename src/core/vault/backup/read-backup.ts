import type { Instant } from '../../model/dates.ts'
import { ProblemError } from '../../model/problem.ts'
import { backupKey, backupKeyOf } from '../key-order.ts'
import { openWithCode, openWithPassphrase, type KeyMaking, type Keyring } from '../keyring.ts'
import { open, SealBroken } from '../seal.ts'
import type { Sodium } from '../sodium.ts'
import { decodeEntry, type BackupEntry } from './entries.ts'
import { backupLimits, decodeHeader, headerLength, joined, magic, pieceSize, type BackupHeader } from './format.ts'
import type { BackupSecret, BackupSource, Watch } from './ports.ts'
import { damagedBackup, stopped, wrongBackupCode, wrongBackupPassphrase } from './problems.ts'

/** A backup whose passphrase or code was right. */
export interface OpenedBackup {
  readonly madeAt: Instant
  /** Every entry in order; whoever has come to the end has seen the whole file, and that nothing in it was changed. */
  entries(watch: Watch): AsyncGenerator<BackupEntry, void, undefined>
  /** The keys of the vault that it was made of: a copy of the root, for whoever makes that vault anew. */
  keys(): { readonly root: Uint8Array; readonly keyring: Keyring }
  forget(): void
}

interface Beginning {
  readonly header: BackupHeader
  readonly raw: Uint8Array
}

async function readBeginning(source: BackupSource): Promise<Beginning> {
  const before = magic.length + 4
  const length = headerLength(await source.read(0, before))
  const raw = await source.read(0, before + length)
  if (raw.length < before + length) throw new ProblemError(damagedBackup(raw.length))
  return { header: decodeHeader(raw.subarray(before)), raw }
}

/** @throws {ProblemError} `not-a-backup`, `newer-backup`, `damaged-backup`, `wrong-passphrase`, `recovery-slip`, `no-recovery-code`, `wrong-recovery-code` */
export async function openBackup(crypto: KeyMaking, source: BackupSource, secret: BackupSecret): Promise<OpenedBackup> {
  const { sodium } = crypto
  const beginning = await readBeginning(source)
  const { header } = beginning
  const root = await rootOf(crypto, header.keyring, secret)
  const own = backupKeyOf(sodium, root)
  let key: Uint8Array
  try {
    key = open(sodium, own, header.key, backupKey)
  } catch (error) {
    sodium.memzero(root)
    throw error instanceof SealBroken ? new ProblemError(damagedBackup(magic.length), { cause: error }) : error
  } finally {
    sodium.memzero(own)
  }
  return {
    madeAt: header.madeAt,
    entries: (watch) => readStream(sodium, source, beginning.raw, key, watch),
    keys: () => ({ root: root.slice(), keyring: header.keyring }),
    forget() {
      sodium.memzero(root)
      sodium.memzero(key)
    },
  }
}

async function rootOf(crypto: KeyMaking, keyring: Keyring, secret: BackupSecret): Promise<Uint8Array> {
  try {
    return secret.kind === 'passphrase' ? await openWithPassphrase(crypto, keyring, secret.passphrase) : openWithCode(crypto.sodium, keyring, secret.code)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.problem.code === 'wrong-passphrase') throw new ProblemError(wrongBackupPassphrase, { cause: error })
    throw error.problem.code === 'wrong-recovery-code' ? new ProblemError(wrongBackupCode, { cause: error }) : error
  }
}

/** @param header the whole beginning of the file, to which the stream is bound. @throws {ProblemError} `damaged-backup`, `stopped` */
export const readStream = (sodium: Sodium, source: BackupSource, header: Uint8Array, key: Uint8Array, watch: Watch): AsyncGenerator<BackupEntry, void, undefined> =>
  entriesOf(pieces(sodium, source, header, key, watch))

/** The stream's content, piece by piece. @throws {ProblemError} `damaged-backup`, `stopped` */
async function* pieces(sodium: Sodium, source: BackupSource, raw: Uint8Array, key: Uint8Array, watch: Watch): AsyncGenerator<Uint8Array, void, undefined> {
  const { crypto_secretstream_xchacha20poly1305_HEADERBYTES: openingLength, crypto_secretstream_xchacha20poly1305_ABYTES: more } = sodium
  const opening = await source.read(raw.length, raw.length + openingLength)
  if (opening.length < openingLength || source.size > backupLimits.file) throw new ProblemError(damagedBackup(raw.length))
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(opening, key)
  let at = raw.length + openingLength
  let bound: Uint8Array | null = raw
  for (let ended = false; !ended; ) {
    const sealed = await source.read(at, at + pieceSize + more)
    const pulled = sealed.length >= more && sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, bound)
    if (!pulled) throw new ProblemError(damagedBackup(at))
    bound = null
    at += sealed.length
    ended = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    watch.onProgress(at, source.size)
    if (watch.signal.aborted) throw new ProblemError(stopped)
    yield pulled.message
  }
  if (at !== source.size) throw new ProblemError(damagedBackup(at))
}

/** Cuts the stream into entries; holds no more than one of them and one piece. */
async function* entriesOf(stream: AsyncGenerator<Uint8Array, void, undefined>): AsyncGenerator<BackupEntry, void, undefined> {
  let waiting: Uint8Array[] = []
  let held = 0
  let needed = 4
  let count = 0
  for await (const piece of stream) {
    waiting.push(piece)
    held += piece.length
    if (held < needed) continue
    const bytes = joined(waiting)
    let at = 0
    while (bytes.length - at >= 4) {
      const length = new DataView(bytes.buffer).getUint32(at)
      count += 1
      if (length > backupLimits.entry || count > backupLimits.entries) throw new ProblemError(damagedBackup(0))
      needed = 4 + length
      if (bytes.length - at < needed) break
      const entry = decodeEntry(bytes.subarray(at + 4, at + needed))
      if (!entry) throw new ProblemError(damagedBackup(0))
      at += needed
      needed = 4
      yield entry
    }
    waiting = at < bytes.length ? [bytes.slice(at)] : []
    held = bytes.length - at
  }
  if (held > 0) throw new ProblemError(damagedBackup(0))
}
