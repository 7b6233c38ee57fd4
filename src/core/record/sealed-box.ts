import { fromBase64url } from '../model/bytes.ts'
import type { Profile } from '../model/profile.ts'
import type { StaffCard } from '../model/team.ts'
import { loadSodium } from '../vault/sodium.ts'

/** Seals bytes so that only the device of `card` opens them (X25519 sealed box; the sender stays unnamed). */
export async function sealTo(bytes: Uint8Array, card: Pick<StaffCard, 'sealingKey'>): Promise<Uint8Array> {
  const sodium = await loadSodium()
  return sodium.crypto_box_seal(bytes, fromBase64url(card.sealingKey))
}

/** The sealed bytes, or undefined where they were not sealed to this device. */
export async function openSealed(
  sealed: Uint8Array,
  { card, sealingSecret }: Pick<Profile, 'card' | 'sealingSecret'>,
): Promise<Uint8Array | undefined> {
  const sodium = await loadSodium()
  try {
    return sodium.crypto_box_seal_open(sealed, fromBase64url(card.sealingKey), fromBase64url(sealingSecret))
  } catch {
    return undefined
  }
}
