import type { Sodium } from '../sodium.ts'

/** What a passphrase costs to try. Argon2id; memory in bytes. */
export interface PassphraseCost {
  readonly passes: number
  readonly memory: number
}

/** One passphrase and how it is turned into a key. */
export interface Stretching extends PassphraseCost {
  readonly passphrase: string
  /** 16 bytes. */
  readonly salt: Uint8Array
}

/** Turns a passphrase into a key of 32 bytes: slow on purpose. Whoever asks overwrites the key when it has served. */
export type Stretch = (asked: Stretching) => Promise<Uint8Array>

export interface Stretcher {
  /** Gets ready for a passphrase that is about to come. */
  prepare(): void
  readonly stretch: Stretch
  /** Lets go of what was made ready, for nobody will ask. */
  rest(): void
}

export const keyLength = 32

export function stretched(sodium: Sodium, { passphrase, salt, passes, memory }: Stretching): Uint8Array {
  return sodium.crypto_pwhash(keyLength, passphrase.normalize('NFC'), salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13)
}

/** In this very thread, which does nothing else meanwhile: for tests, and where there is no window to keep from stalling. */
export const stretchHere = (sodium: () => Promise<Sodium>): Stretcher => ({
  prepare: () => undefined,
  stretch: async (asked) => stretched(await sodium(), asked),
  rest: () => undefined,
})
