import { toBase64url } from '../model/bytes.ts'
import type { RandomBytes } from '../model/effects.ts'
import type { Profile } from '../model/profile.ts'
import { signVoice, signWriter, verifyVoice, verifyWriter } from '../record/sign.ts'
import type { DeviceKeys } from '../sync/member.ts'
import { loadSodium } from '../vault/sodium.ts'

/** Lends a device's keys to its meetings with others. */
export function deviceKeys({ card, signingSecret }: Pick<Profile, 'card' | 'signingSecret'>, random: RandomBytes): DeviceKeys {
  return {
    card,
    random,
    sign: (purpose, bytes) => signVoice(purpose, bytes, signingSecret),
    verify: verifyVoice,
    certify: (writer) => signWriter(writer, card, signingSecret),
    certifies: verifyWriter,
    async mac(key, bytes) {
      const sodium = await loadSodium()
      return toBase64url(sodium.crypto_auth_hmacsha256(bytes, key))
    },
  }
}

