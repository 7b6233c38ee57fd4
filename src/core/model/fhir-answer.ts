import { z } from 'zod'

/** What a FHIR server said to a document that was offered to it, bounded and in words. */
export const fhirAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('received'),
    /** Where the server says that it keeps it, empty where it does not say. */
    location: z.string().max(2000),
    etag: z.string().max(500),
    /** It had this very document already, and keeps it once. */
    hadIt: z.boolean(),
  }),
  /** It will not take it as it is: its reasons, each a sentence. */
  z.strictObject({ kind: z.literal('refused'), said: z.array(z.string().min(1).max(1000)).min(1).max(20) }),
  /** It could not be reached, or asks to be left in peace for a while. */
  z.strictObject({ kind: z.literal('later'), said: z.string().min(1).max(2000), afterSeconds: z.int().min(0).max(86_400) }),
])
export type FhirAnswer = z.infer<typeof fhirAnswer>
