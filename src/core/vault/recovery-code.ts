import type { RandomBytes } from '../model/effects.ts'
import type { Sodium } from './sodium.ts'

/**
 * A code that opens the vault in place of the passphrase: 160 random bits, written as ten groups of five letters that
 * can be said aloud (consonant, vowel, consonant, vowel, consonant: 16 bits), and an eleventh that shows a slip.
 */
export const recoveryBytes = 20

const consonants = 'bdfghjklmnprstvz'
const vowels = 'aiou'

const groupOf = (value: number): string =>
  [consonants[value >>> 12], vowels[(value >>> 10) & 3], consonants[(value >>> 6) & 15], vowels[(value >>> 4) & 3], consonants[value & 15]].join('')

function valueOf(group: string): number | undefined {
  const places = [consonants, vowels, consonants, vowels, consonants].map((letters, index) => letters.indexOf(group[index] ?? '?'))
  if (places.includes(-1)) return undefined
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = places
  return (a << 12) | (b << 10) | (c << 6) | (d << 4) | e
}

function checkOf(sodium: Sodium, bytes: Uint8Array): number {
  const [high = 0, low = 0] = sodium.crypto_generichash(16, bytes, 'mdt-huddle/recovery-code')
  return (high << 8) | low
}

/** `lusab-babad-…`: eleven groups. */
export function writeRecoveryCode(sodium: Sodium, bytes: Uint8Array): string {
  const values = Array.from({ length: recoveryBytes / 2 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0))
  return [...values, checkOf(sodium, bytes)].map(groupOf).join('-')
}

export const newRecoveryBytes = (random: RandomBytes): Uint8Array => random(recoveryBytes)

/** The bytes of a code, however it was typed; undefined where it holds a slip. */
export function readRecoveryCode(sodium: Sodium, text: string): Uint8Array | undefined {
  const letters = text.slice(0, 500).toLowerCase().replaceAll(/[^a-z]/g, '')
  const values = (letters.match(/.{5}/g) ?? []).map(valueOf)
  const whole = values.filter((value) => value !== undefined)
  if (letters.length !== 55 || whole.length !== 11) return undefined
  const bytes = Uint8Array.from(whole.slice(0, 10).flatMap((value) => [value >>> 8, value & 255]))
  return checkOf(sodium, bytes) === whole[10] ? bytes : undefined
}
