import { z } from 'zod'
import { instant } from './dates.ts'
import { huddleId, outcomeId } from './ids.ts'
import { staffCard } from './team.ts'

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const digestHex = z.string().regex(/^[0-9a-f]{64}$/)

/** Ed25519 signature, base64url. */
export const signatureText = z.string().regex(/^[A-Za-z0-9_-]{86}$/)

/** What the people present sign when a huddle closes: how far the ledger goes, and which outcomes are new in it. */
export const checkpointProposal = z.strictObject({
  format: z.literal('mdt-huddle/checkpoint'),
  version: z.literal(1),
  huddle: huddleId,
  /** Number of ledger lines before the checkpoint's own. */
  lines: z.int().min(0),
  /** Digest of the last of those lines. */
  head: digestHex,
  outcomes: z.array(outcomeId).max(100),
  at: instant,
})
export type CheckpointProposal = z.infer<typeof checkpointProposal>

export const checkpointSignature = z.strictObject({ card: staffCard, signature: signatureText })
export type CheckpointSignature = z.infer<typeof checkpointSignature>

/** How somebody present answered the read-back of one outcome. */
export const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signed'), card: staffCard, signature: signatureText, at: instant }),
  z.strictObject({ kind: z.literal('declined'), card: staffCard, because: z.string().trim().min(1).max(1000), at: instant }),
])
export type Answer = z.infer<typeof answer>
