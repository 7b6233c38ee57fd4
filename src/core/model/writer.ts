import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { signatureText } from './checkpoint.ts'
import { staffCard } from './team.ts'

/**
 * Says that what one Yjs client writes in one document is written by the holder of a card, signed with the card's
 * device key. Every time that a document is opened its client is a new one, with a certificate of its own.
 */
export const writerCertificate = canonicalObject({
  client: z.int().min(0).max(0xffff_ffff),
  card: staffCard,
  signature: signatureText,
})
export type WriterCertificate = z.infer<typeof writerCertificate>

/** A Yjs client in the document that goes by this id. */
export interface Writer {
  readonly doc: string
  readonly client: number
}
