import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { instant } from './dates.ts'
import { addendumId, outcomeId, personId } from './ids.ts'
import { organisationKinds, staffCard } from './team.ts'
import { digestHex } from './checkpoint.ts'

export const exportedThings = ['outcome', 'letter', 'subject access', 'caseload', 'other document'] as const
export const recipientKinds = ['The person', 'Family or carer', 'Record system', ...organisationKinds, 'Somebody else'] as const

/** Characters. */
export const longestReceiver = 200

const words = (longest: number) => z.string().trim().min(1).max(longest)

export const sentFile = canonicalObject({ name: words(200), length: z.int().min(0), digest: digestHex })

/** What is known of something that left: for whoever asks later what somebody was given, when, by whom and why. */
export const exportNote = canonicalObject({
  id: addendumId,
  about: z.discriminatedUnion('kind', [
    canonicalObject({ kind: z.literal('person'), person: personId }),
    canonicalObject({ kind: z.literal('several'), people: z.int().min(1).max(1_000_000) }),
  ]),
  what: z.enum(exportedThings),
  /** The outcomes that went with it, whole or in part. */
  outcomes: z.array(outcomeId).max(1000),
  recipient: canonicalObject({ kind: z.enum(recipientKinds), name: words(longestReceiver) }),
  /** By which way it went, in words: `printed`, `to the FHIR server of Leeds records`. */
  way: words(300),
  /** Why it may go there, in words: the person's agreement, direct care, a reason for going without. */
  allowedBy: words(1000),
  by: staffCard,
  at: instant,
  /** Exactly what was sent, in the order in which it was sent. */
  files: z.array(sentFile).min(1).max(1000),
})
export type ExportNote = z.infer<typeof exportNote>
