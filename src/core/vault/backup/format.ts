import { z } from 'zod'
import { fromBase64url, toBase64url, utf8 } from '../../model/bytes.ts'
import { instant, type Instant } from '../../model/dates.ts'
import { ProblemError } from '../../model/problem.ts'
import { keyringRow, type Keyring } from '../keyring.ts'
import { damagedBackup, newerBackup, notABackup } from './problems.ts'

/**
 * A backup file: sixteen bytes that say what it is, the length of the header (four bytes, big end first), the header in
 * JSON, the 24 bytes that open a secretstream (XChaCha20-Poly1305), then its messages. Each message holds `pieceSize`
 * bytes of entries, the last one fewer; it alone carries the tag that ends the stream. The header is bound to the first.
 */
export const magic = utf8.encode('MDT Huddle copy\n')

/**
 * Raised with every change that an older app would misread: with every field that a row may have anew, for such a row is none
 * to it. Version 2 knows since when an agreement stands, and where an outcome was said to be filed; version 3 which ids a team had before it was begun anew.
 */
export const backupVersion = 3
const readVersions = [1, 2, backupVersion] as const

/** Bytes of entries in one message of the stream. */
export const pieceSize = 256 * 1024

/** Bounds of what is read: a header, one entry, entries in all, and the file. */
export const backupLimits = { header: 16 * 1024, entry: 96 * 1024 * 1024, entries: 5_000_000, file: 4 * 1024 ** 3 } as const

const bytes = (most: number) =>
  z
    .string()
    .max(Math.ceil((most * 4) / 3))
    .transform((text, context): Uint8Array => {
      try {
        return fromBase64url(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'not base64url' })
        return z.NEVER
      }
    })

/** The ways in of the vault as they were on that day; the computer's own key store is none of them. */
const keyringJson = z
  .strictObject({
    passphrase: z.strictObject({ algorithm: z.string(), passes: z.number(), memory: z.number(), salt: bytes(16), root: bytes(73) }),
    recovery: z.strictObject({ root: bytes(73) }).optional(),
  })
  .transform((ways) => ({ id: 'keyring', format: 2, ...ways }))
  .pipe(keyringRow)

const header = z.strictObject({
  format: z.literal('mdt-huddle/backup'),
  version: z.literal(readVersions),
  madeAt: instant,
  keyring: keyringJson,
  /** The key of the stream, sealed under the vault's own key for backups. */
  key: bytes(73),
})

export interface BackupHeader {
  readonly madeAt: Instant
  readonly keyring: Keyring
  readonly key: Uint8Array
}

/** The beginning of a file, up to the stream. */
export function encodeHeader({ madeAt, keyring: { passphrase, recovery }, key }: BackupHeader): Uint8Array {
  const json = utf8.encode(
    JSON.stringify({
      format: 'mdt-huddle/backup',
      version: backupVersion,
      madeAt,
      keyring: {
        passphrase: { ...passphrase, salt: toBase64url(passphrase.salt), root: toBase64url(passphrase.root) },
        ...(recovery && { recovery: { root: toBase64url(recovery.root) } }),
      },
      key: toBase64url(key),
    }),
  )
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, json.length)
  return joined([magic, length, json])
}

/** @throws {ProblemError} `not-a-backup`, `newer-backup`, `damaged-backup` */
export function decodeHeader(json: Uint8Array): BackupHeader {
  let read: unknown
  try {
    read = JSON.parse(utf8.decode(json))
  } catch (error) {
    throw new ProblemError(damagedBackup(magic.length), { cause: error })
  }
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : undefined
  if (typeof version === 'number' && version > backupVersion) throw new ProblemError(newerBackup)
  const parsed = header.safeParse(read)
  if (!parsed.success) throw new ProblemError(damagedBackup(magic.length), { cause: parsed.error })
  const { madeAt, keyring, key } = parsed.data
  const { id: _copy, ...ways } = keyring
  return { madeAt, keyring: ways, key }
}

/** Reads where a file must begin, and how long its header is. @throws {ProblemError} `not-a-backup` */
export function headerLength(beginning: Uint8Array): number {
  const isOurs = magic.every((byte, index) => beginning[index] === byte)
  if (!isOurs || beginning.length < magic.length + 4) throw new ProblemError(notABackup)
  const length = new DataView(beginning.buffer, beginning.byteOffset).getUint32(magic.length)
  if (length > backupLimits.header) throw new ProblemError(damagedBackup(magic.length))
  return length
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
