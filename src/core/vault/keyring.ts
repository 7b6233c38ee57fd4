import { z } from 'zod'
import { ProblemError } from '../model/problem.ts'
import { damagedVault, noComputerKey, noRecoveryCode, slipInCode, wrongPassphrase, wrongRecoveryCode } from './problems.ts'
import { keyringIds } from './keyring-place.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { open, seal, SealBroken } from './seal.ts'
import type { Sodium } from './sodium.ts'
import type { PassphraseCost, Stretch } from './stretch/stretch.ts'

/** What keys are made and opened with. */
export interface KeyMaking {
  readonly sodium: Sodium
  readonly stretch: Stretch
}

export const usualCost: PassphraseCost = { passes: 3, memory: 64 * 1024 * 1024 }

/** For a passphrase that is no secret. */
export const leastCost: PassphraseCost = { passes: 1, memory: 8192 }

export const shortestPassphrase = 12

const bytesOf = (length: number) => z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length)
const sealedRoot = bytesOf(1 + 24 + 32 + 16)

/** The bounds keep a tampered row from asking for more memory than a computer has. */
const stretching = {
  algorithm: z.literal('argon2id13'),
  passes: z.int().min(1).max(20),
  memory: z.int().min(8192).max(1024 * 1024 * 1024),
  salt: bytesOf(16),
}

/** The keyring of format 1: one wrap of the root key. */
export const formerKeyring = z.strictObject({ id: z.literal('keyring'), format: z.literal(1), ...stretching, root: sealedRoot })

/**
 * The keyring as it stands in the store, in clear, twice (`keyring` and `spare`): the root key, wrapped in each way that
 * opens this vault. A new passphrase wraps the same root, so that no row is written anew.
 */
export const keyringRow = z.strictObject({
  id: z.enum(keyringIds),
  format: z.literal(2),
  passphrase: z.strictObject({ ...stretching, root: sealedRoot }),
  recovery: z.strictObject({ root: sealedRoot }).optional(),
  /** Wrapped by a random key that this computer's own key store keeps. */
  computer: z.strictObject({ wrapped: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= 4096), root: sealedRoot }).optional(),
})
export type KeyringRow = z.infer<typeof keyringRow>
export type Keyring = Omit<KeyringRow, 'id'>

const formerPlace = 'mdt-huddle/vault/1/root'
/** What stands in clear beside a wrap is bound to it: a keyring whose costs were lowered does not open. */
const passphrasePlace = ({ passes, memory }: PassphraseCost): string => `mdt-huddle/vault/2/root/argon2id13/${passes}/${memory}`
const recoveryPlace = 'mdt-huddle/vault/2/root/recovery'
const computerPlace = 'mdt-huddle/vault/2/root/computer'

export async function wrapWithPassphrase({ sodium, stretch }: KeyMaking, root: Uint8Array, passphrase: string, { passes, memory }: PassphraseCost): Promise<Keyring['passphrase']> {
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const key = await stretch({ passphrase, salt, passes, memory })
  try {
    return { algorithm: 'argon2id13', passes, memory, salt, root: seal(sodium, key, root, passphrasePlace({ passes, memory })) }
  } finally {
    sodium.memzero(key)
  }
}

export function wrapWithCode(sodium: Sodium, root: Uint8Array, code: Uint8Array): Keyring['recovery'] {
  return { root: seal(sodium, keyOfCode(sodium, code), root, recoveryPlace) }
}

/** `wrapped` is `key` as the computer's key store has wrapped it. */
export function wrapWithComputer(sodium: Sodium, root: Uint8Array, key: Uint8Array, wrapped: Uint8Array): Keyring['computer'] {
  return { wrapped, root: seal(sodium, key, root, computerPlace) }
}

/** A new root key under one passphrase. */
export async function makeKeyring(crypto: KeyMaking, passphrase: string, cost: PassphraseCost): Promise<{ keyring: Keyring; root: Uint8Array }> {
  const root = crypto.sodium.randombytes_buf(32)
  return { keyring: { format: 2, passphrase: await wrapWithPassphrase(crypto, root, passphrase, cost) }, root }
}

/** The root key. @throws {ProblemError} `wrong-passphrase` */
export function openWithPassphrase(crypto: KeyMaking, { passphrase: wrap }: Keyring, passphrase: string): Promise<Uint8Array> {
  return openStretched(crypto, wrap, passphrase, passphrasePlace(wrap))
}

/** The root key of a vault of format 1. @throws {ProblemError} `wrong-passphrase`, `damaged-vault` */
export async function openFormer(crypto: KeyMaking, stored: unknown, passphrase: string): Promise<Uint8Array> {
  const parsed = formerKeyring.safeParse(stored)
  if (!parsed.success) throw new ProblemError(damagedVault('The keyring of this vault cannot be read.'))
  return openStretched(crypto, parsed.data, passphrase, formerPlace)
}

/** @throws {ProblemError} `recovery-slip`, `no-recovery-code`, `wrong-recovery-code` */
export function openWithCode(sodium: Sodium, { recovery }: Keyring, text: string): Uint8Array {
  const code = readRecoveryCode(sodium, text)
  if (!code) throw new ProblemError(slipInCode)
  if (!recovery) throw new ProblemError(noRecoveryCode)
  return openOr(wrongRecoveryCode, () => open(sodium, keyOfCode(sodium, code), recovery.root, recoveryPlace))
}

/** @throws {ProblemError} `no-computer-key` */
export function openWithComputer(sodium: Sodium, { computer }: Keyring, key: Uint8Array): Uint8Array {
  if (!computer) throw new ProblemError(noComputerKey)
  return openOr(noComputerKey, () => open(sodium, key, computer.root, computerPlace))
}

async function openStretched({ sodium, stretch }: KeyMaking, { salt, passes, memory, root }: Keyring['passphrase'], passphrase: string, place: string): Promise<Uint8Array> {
  const key = await stretch({ passphrase, salt, passes, memory })
  try {
    return openOr(wrongPassphrase, () => open(sodium, key, root, place))
  } finally {
    sodium.memzero(key)
  }
}

function openOr(problem: ConstructorParameters<typeof ProblemError>[0], opening: () => Uint8Array): Uint8Array {
  try {
    return opening()
  } catch (error) {
    if (error instanceof SealBroken) throw new ProblemError(problem, { cause: error })
    throw error
  }
}

/** 160 random bits need no stretching. */
const keyOfCode = (sodium: Sodium, code: Uint8Array): Uint8Array => sodium.crypto_generichash(32, code, 'mdt-huddle/recovery-key')
