import { z } from 'zod'
import { ProblemError } from '../model/problem.ts'
import { damagedVault, wrongPassphrase } from './problems.ts'
import { open, seal, SealBroken } from './seal.ts'
import type { Sodium } from './sodium.ts'

/** What a passphrase costs to try. Argon2id; memory in bytes. */
export interface PassphraseCost {
  readonly passes: number
  readonly memory: number
}

export const usualCost: PassphraseCost = { passes: 3, memory: 64 * 1024 * 1024 }

export const shortestPassphrase = 12

const bytesOf = (length: number) => z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length)

/**
 * The keyring as it stands in the store, in clear: how the passphrase is stretched, and the root key sealed with the
 * result. The bounds keep a tampered row from asking for more memory than a computer has.
 */
export const keyringRow = z.strictObject({
  id: z.literal('keyring'),
  format: z.literal(1),
  algorithm: z.literal('argon2id13'),
  passes: z.int().min(1).max(20),
  memory: z.int().min(8192).max(1024 * 1024 * 1024),
  salt: bytesOf(16),
  root: bytesOf(1 + 24 + 32 + 16),
})
export type KeyringRow = z.infer<typeof keyringRow>

const rootPlace = 'mdt-huddle/vault/1/root'

/** A new root key, and the row that opens it with `passphrase`. */
export function makeKeyring(sodium: Sodium, passphrase: string, cost: PassphraseCost): { row: KeyringRow; root: Uint8Array } {
  const root = sodium.randombytes_buf(32)
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const stretched = stretch(sodium, passphrase, salt, cost)
  const row: KeyringRow = { id: 'keyring', format: 1, algorithm: 'argon2id13', ...cost, salt, root: seal(sodium, stretched, root, rootPlace) }
  sodium.memzero(stretched)
  return { row, root }
}

/** @throws {ProblemError} `wrong-passphrase`, `damaged-vault` */
export function openKeyring(sodium: Sodium, stored: unknown, passphrase: string): Uint8Array {
  const parsed = keyringRow.safeParse(stored)
  if (!parsed.success) throw new ProblemError(damagedVault('The keyring of this vault cannot be read.'))
  const { salt, root, passes, memory } = parsed.data
  const stretched = stretch(sodium, passphrase, salt, { passes, memory })
  try {
    return open(sodium, stretched, root, rootPlace)
  } catch (error) {
    if (error instanceof SealBroken) throw new ProblemError(wrongPassphrase, { cause: error })
    throw error
  } finally {
    sodium.memzero(stretched)
  }
}

function stretch(sodium: Sodium, passphrase: string, salt: Uint8Array, { passes, memory }: PassphraseCost): Uint8Array {
  return sodium.crypto_pwhash(32, passphrase.normalize('NFC'), salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13)
}

/** The key of one table, derived from the root key; `number` never changes its meaning. */
export function tableKey(sodium: Sodium, root: Uint8Array, number: number): Uint8Array {
  return sodium.crypto_kdf_derive_from_key(32, number, 'mdttable', root)
}
