import { fromBase64url, passingBytes, toBase64url } from '../model/bytes.ts'
import { signatureText, type Answer, type AnyCheckpoint, type Declined } from '../model/checkpoint.ts'
import type { StaffCard } from '../model/team.ts'
import type { Writer, WriterCertificate } from '../model/writer.ts'
import { loadSodium } from '../vault/sodium.ts'
import { canonicalBytes, canonicalText } from './canonical.ts'
import { cardsThatHold, type CardsThatHold } from './device.ts'
import { digestOf, loadDigest } from './digest.ts'
import { digestOfPayload, type WrittenOutcome } from './written-outcome.ts'

/**
 * Every signature is Ed25519, detached, over a first line that says what is being signed, then the SHA-256 of the
 * signed bytes as 64 hexadecimal digits: a signature given for one purpose can never pass for another.
 */
const outcomePurpose = 'mdt-huddle/outcome/v1\n'
const declinedPurpose = 'mdt-huddle/declined/v1\n'
const checkpointPurpose = 'mdt-huddle/checkpoint/v1\n'
const writerPurpose = 'mdt-huddle/writer/v1\n'

type Signer = Pick<StaffCard, 'device' | 'signingKey'>

/** Signs an outcome, or its canonical text. `secret` is a device's signing secret, base64url. */
export const signOutcome = async (payload: string | WrittenOutcome, secret: string): Promise<string> =>
  signDigest(outcomePurpose, await digestOfPayload(payload), secret)

/** Signs a refusal to sign an outcome: which one, why and when. */
export const signDeclined = async (payload: string, refusal: Refusal, secret: string): Promise<string> =>
  sign(declinedPurpose, declinedBytes(await digestOf(payload), refusal), secret)

export const signCheckpoint = (proposal: AnyCheckpoint, secret: string): Promise<string> =>
  sign(checkpointPurpose, canonicalBytes(proposal), secret)

type Refusal = Pick<Declined, 'because' | 'at'>

const declinedBytes = (outcomeDigest: string, { because, at }: Refusal): Uint8Array =>
  canonicalBytes({ outcome: outcomeDigest, because, at })

/** Checks signatures one after the other; a card that held once is not worked out again. */
export interface SignatureChecks {
  /** Whether the device that a card names is the one whose signing key it carries. */
  readonly cardHolds: CardsThatHold
  /** Whether an answer belongs to its card and was given to exactly the payload with this digest. */
  answerHolds(outcomeDigest: string, given: Answer): boolean
  /** Whether `signer` signed exactly this checkpoint. */
  checkpointHolds(proposal: AnyCheckpoint, signer: Signer, signature: string): boolean
}

export async function loadSignatureChecks(): Promise<SignatureChecks> {
  const { digest, cardHolds, holds } = await loadHolding()
  return {
    cardHolds,
    answerHolds: (outcomeDigest, given) =>
      given.kind === 'signed'
        ? holds(outcomePurpose, outcomeDigest, given.card, given.signature)
        : holds(declinedPurpose, digest(declinedBytes(outcomeDigest, given)), given.card, given.signature),
    checkpointHolds: (proposal, signer, signature) => holds(checkpointPurpose, digest(canonicalText(proposal)), signer, signature),
  }
}

/** Whether an answer belongs to its card and was given to exactly this payload. */
export const verifyAnswer = async (payload: string, given: Answer): Promise<boolean> =>
  (await loadSignatureChecks()).answerHolds(await digestOf(payload), given)

/** Whether `signer` signed exactly this checkpoint. The signer's id must match its key. */
export const verifyCheckpointSignature = (proposal: AnyCheckpoint, signer: Signer, signature: string): Promise<boolean> =>
  verify(checkpointPurpose, canonicalBytes(proposal), signer, signature)

/** What devices say to each other while they meet, signed as everything else is. */
export const voicePurposes = {
  handshake: 'mdt-huddle/handshake/v1\n',
  pass: 'mdt-huddle/pass/v1\n',
  keeper: 'mdt-huddle/door-keeper/v1\n',
  roster: 'mdt-huddle/roster/v1\n',
  leads: 'mdt-huddle/roster-leads/v1\n',
  joining: 'mdt-huddle/joining/v1\n',
} as const
export type VoicePurpose = keyof typeof voicePurposes

export const signVoice = (purpose: VoicePurpose, bytes: Uint8Array, secret: string): Promise<string> => sign(voicePurposes[purpose], bytes, secret)

export const verifyVoice = (purpose: VoicePurpose, bytes: Uint8Array, signer: Signer, signature: string): Promise<boolean> =>
  verify(voicePurposes[purpose], bytes, signer, signature)

/** Signs that `card` writes with this Yjs client in this document, and in no other. */
export const signWriter = ({ doc, client }: Writer, card: StaffCard, secret: string): Promise<string> =>
  sign(writerPurpose, canonicalBytes({ doc, client, card }), secret)

/**
 * Whether the device of the certificate's card signed that it, as this card says, writes with this client; false too where
 * the card could not have been signed, having no canonical text.
 */
export async function verifyWriter({ doc, client }: Writer, { card, signature }: WriterCertificate): Promise<boolean> {
  const signed = bytesOrNone({ doc, client, card })
  return signed !== undefined && verify(writerPurpose, signed, card, signature)
}

function bytesOrNone(value: unknown): Uint8Array | undefined {
  try {
    return canonicalBytes(value)
  } catch {
    return undefined
  }
}

async function loadHolding() {
  const [sodium, digest] = await Promise.all([loadSodium(), loadDigest()])
  const cardHolds = cardsThatHold(digest)
  const holds = (purpose: string, signedDigest: string, signer: Signer, signature: string): boolean => {
    if (!signatureText.safeParse(signature).success || !cardHolds(signer)) return false
    try {
      return sodium.crypto_sign_verify_detached(fromBase64url(signature), passingBytes(purpose, signedDigest), fromBase64url(signer.signingKey))
    } catch {
      return false
    }
  }
  return { digest, cardHolds, holds }
}

const sign = async (purpose: string, bytes: Uint8Array, secret: string): Promise<string> => signDigest(purpose, await digestOf(bytes), secret)

async function signDigest(purpose: string, digest: string, secret: string): Promise<string> {
  const sodium = await loadSodium()
  return toBase64url(sodium.crypto_sign_detached(passingBytes(purpose, digest), fromBase64url(secret)))
}

const verify = async (purpose: string, bytes: Uint8Array, signer: Signer, signature: string): Promise<boolean> =>
  (await loadHolding()).holds(purpose, await digestOf(bytes), signer, signature)

