import { toBase64url, fromBase64url } from '../model/bytes.ts'
import type { RandomBytes } from '../model/effects.ts'
import { deviceId, toHex, type DeviceId } from '../model/ids.ts'
import { staffCard, type StaffCard } from '../model/team.ts'
import { loadSodium } from '../vault/sodium.ts'
import type { Digest } from './digest.ts'

/** What somebody writes on their card; the device and its keys are made for them. */
export type CardFields = Pick<StaffCard, 'name' | 'role' | 'organisation' | 'organisationKind' | 'guest'>

export interface Device {
  readonly card: StaffCard
  /** Base64url of the Ed25519 secret key, 64 bytes: seed, then public key. */
  readonly signingSecret: string
  /** Base64url of the X25519 secret key, 32 bytes. */
  readonly sealingSecret: string
}

/** Makes the keys of a device from `random`, and the card that is bound to them. */
export async function makeDevice(effects: { readonly random: RandomBytes }, fields: CardFields): Promise<Device> {
  const sodium = await loadSodium()
  const signing = sodium.crypto_sign_seed_keypair(effects.random(32))
  const sealing = sodium.crypto_box_seed_keypair(effects.random(32))
  const signingKey = toBase64url(signing.publicKey)
  const card = staffCard.parse({
    ...fields,
    device: deviceIdOf(signing.publicKey, sodium.crypto_hash_sha256),
    signingKey,
    sealingKey: toBase64url(sealing.publicKey),
  })
  return { card, signingSecret: toBase64url(signing.privateKey), sealingSecret: toBase64url(sealing.privateKey) }
}

/** A device is named by the first 128 bits of the SHA-256 of its 32-byte signing key. */
function deviceIdOf(signingKey: Uint8Array, sha256: (bytes: Uint8Array) => Uint8Array): DeviceId {
  return deviceId.parse(toHex(sha256(signingKey).subarray(0, 16)))
}

/** Whether the device that a card names is the one whose signing key it carries. */
export type CardsThatHold = (card: Pick<StaffCard, 'device' | 'signingKey'>) => boolean

/** Works out each key's device but once: the same few people sign most of a record. */
export function cardsThatHold(digest: Digest): CardsThatHold {
  const devices = new Map<string, string | undefined>()
  return ({ device, signingKey }) => {
    if (!devices.has(signingKey)) devices.set(signingKey, deviceOf(signingKey, digest))
    return devices.get(signingKey) === device
  }
}

function deviceOf(signingKey: string, digest: Digest): string | undefined {
  try {
    const key = fromBase64url(signingKey)
    return key.length === 32 ? digest(key).slice(0, 32) : undefined
  } catch {
    return undefined
  }
}
