import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { instant } from './dates.ts'
import { addendumId, huddleId, outcomeId } from './ids.ts'
import { staffCard } from './team.ts'

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const digestHex = z.string().regex(/^[0-9a-f]{64}$/)

/** Ed25519 signature, base64url. */
export const signatureText = z.string().regex(/^[A-Za-z0-9_-]{86}$/)

const covered = {
  format: z.literal('mdt-huddle/checkpoint'),
  version: z.literal(1),
  /** Number of ledger lines before the checkpoint's own. */
  lines: z.int().min(0),
  /** Digest of the last of those lines. */
  head: digestHex,
  at: instant,
}

/** What the people present sign when a huddle closes: how far the ledger goes, and which outcomes are new in it. */
export const checkpointProposal = canonicalObject({
  ...covered,
  closes: z.literal('huddle'),
  huddle: huddleId,
  outcomes: z.array(outcomeId).max(100),
})
export type CheckpointProposal = z.infer<typeof checkpointProposal>

/** What one device signs when it adds late answers and exports between huddles. */
export const addendaCheckpoint = canonicalObject({
  ...covered,
  closes: z.literal('addenda'),
  addenda: z.array(addendumId).min(1).max(100),
})
export type AddendaCheckpoint = z.infer<typeof addendaCheckpoint>

export const anyCheckpoint = z.discriminatedUnion('closes', [checkpointProposal, addendaCheckpoint])
export type AnyCheckpoint = z.infer<typeof anyCheckpoint>

export const checkpointSignature = canonicalObject({ card: staffCard, signature: signatureText })
export type CheckpointSignature = z.infer<typeof checkpointSignature>

export const declined = canonicalObject({
  kind: z.literal('declined'),
  card: staffCard,
  because: z.string().trim().min(1).max(1000),
  signature: signatureText,
  at: instant,
})
export type Declined = z.infer<typeof declined>

/** How somebody present answered the read-back of one outcome. Both are signed: nobody can refuse in another's name. */
export const answer = z.discriminatedUnion('kind', [canonicalObject({ kind: z.literal('signed'), card: staffCard, signature: signatureText, at: instant }), declined])
export type Answer = z.infer<typeof answer>
