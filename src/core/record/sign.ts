import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import { signatureText, type Answer, type CheckpointProposal } from '../model/checkpoint.ts'
import type { StaffCard } from '../model/team.ts'
import { loadSodium } from '../vault/sodium.ts'
import { canonicalBytes } from './canonical.ts'
import { cardHolds } from './device.ts'
import { digestOf } from './digest.ts'

/**
 * Every signature is Ed25519, detached, over a first line that says what is being signed, then the SHA-256 of the
 * signed bytes as 64 hexadecimal digits: a signature given for one purpose can never pass for another.
 */
const outcomePurpose = 'mdt-huddle/outcome/v1\n'
const checkpointPurpose = 'mdt-huddle/checkpoint/v1\n'

type Signer = Pick<StaffCard, 'device' | 'signingKey'>

/** Signs the canonical text of an outcome. `secret` is a device's signing secret, base64url. */
export const signOutcome = (payload: string, secret: string): Promise<string> =>
  sign(outcomePurpose, utf8.encode(payload), secret)

export const signCheckpoint = (proposal: CheckpointProposal, secret: string): Promise<string> =>
  sign(checkpointPurpose, canonicalBytes(proposal), secret)

/** Whether an answer belongs to its card and, where it is a signature, to exactly this payload. */
export async function verifyAnswer(payload: string, given: Answer): Promise<boolean> {
  if (given.kind === 'declined') return cardHolds(given.card)
  return verify(outcomePurpose, utf8.encode(payload), given.card, given.signature)
}

/** Whether `signer` signed exactly this checkpoint. The signer's id must match its key. */
export const verifyCheckpointSignature = (
  proposal: CheckpointProposal,
  signer: Signer,
  signature: string,
): Promise<boolean> => verify(checkpointPurpose, canonicalBytes(proposal), signer, signature)

async function sign(purpose: string, bytes: Uint8Array, secret: string): Promise<string> {
  const sodium = await loadSodium()
  const message = utf8.encode(purpose + (await digestOf(bytes)))
  return toBase64url(sodium.crypto_sign_detached(message, fromBase64url(secret)))
}

async function verify(purpose: string, bytes: Uint8Array, signer: Signer, signature: string): Promise<boolean> {
  if (!signatureText.safeParse(signature).success || !(await cardHolds(signer))) return false
  const sodium = await loadSodium()
  const message = utf8.encode(purpose + (await digestOf(bytes)))
  try {
    return sodium.crypto_sign_verify_detached(fromBase64url(signature), message, fromBase64url(signer.signingKey))
  } catch {
    return false
  }
}
