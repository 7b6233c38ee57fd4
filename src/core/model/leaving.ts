import { z } from 'zod'
import { instant } from './dates.ts'
import { sentFile } from './export-note.ts'
import { addendumId, entryId, outcomeId, personId } from './ids.ts'
import { recipient } from './recipient.ts'

const words = (longest: number) => z.string().trim().min(1).max(longest)

/** Something that left: what, to whom, on what ground, by which way. */
export const disclosure = z.strictObject({
  /** The same as in the ledger. */
  id: addendumId,
  outcome: outcomeId,
  person: personId,
  what: z.enum(['letter', 'outcome']),
  to: recipient,
  /** By which way, in words: `by hand`, `as a PDF to send on`. */
  way: words(300),
  /** Why it may go there, in words. */
  allowedBy: words(1000),
  by: z.string().max(120),
  at: instant,
  files: z.array(sentFile).min(1).max(10),
  /** The ledger line that says so, or what still has to be written there once the records folder can be. */
  ledger: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('placed'), line: z.int().min(1) }),
    z.strictObject({
      kind: z.literal('waiting'),
      /** Content as base64url: a row of the vault is plain JSON. */
      sent: z.array(z.strictObject({ name: words(200), content: z.string() })),
    }),
  ]),
})
export type Disclosure = z.infer<typeof disclosure>

/** Fewest characters of a reason or a conclusion: a word alone says nothing to whoever reviews it. */
export const shortestReason = 12
/** Most characters of either. */
export const longestReason = 2000
/** Characters. */
export const longestReviewer = 120

/** Somebody looked at what a recipient would get though the person had not agreed to it, and said why. */
export const breakGlass = z.strictObject({
  id: entryId,
  outcome: outcomeId,
  person: personId,
  to: recipient,
  because: words(longestReason),
  by: z.string().max(120),
  at: instant,
  review: z.strictObject({ by: words(longestReviewer), at: instant, conclusion: words(longestReason) }).optional(),
})
export type BreakGlass = z.infer<typeof breakGlass>

/** The record system that outcomes are sent to. */
export const recordServer = z.strictObject({
  id: z.literal('record-system'),
  name: words(120),
  /** Base address of its FHIR R4 service, without a slash at the end. */
  base: z.string().min(1).max(1000),
  /** Bearer token; empty where it asks for none. It leaves the vault with each sending and stands nowhere else. */
  token: z.string().max(4096),
})
export type RecordServer = z.infer<typeof recordServer>

export const deliveryReceipt = z.strictObject({
  at: instant,
  /** Identifier of the document that was received. */
  document: z.string().max(100),
  /** Where the server says that it keeps the document; empty where it does not say. */
  location: z.string().max(2000),
  etag: z.string().max(500),
  /** The server had this very document already. */
  hadIt: z.boolean(),
})

/** One outcome on its way to the record system. Its document is made when it goes, from what is marked by then. */
export const delivery = z.strictObject({
  id: entryId,
  outcome: outcomeId,
  person: personId,
  server: recordServer.pick({ name: true, base: true }),
  sections: z.array(z.string().max(40)).max(20),
  by: z.string().max(120),
  at: instant,
  state: z.discriminatedUnion('kind', [
    /** `notBefore` in milliseconds; `said` why it has not gone yet, empty before the first try. */
    z.strictObject({ kind: z.literal('waiting'), tries: z.int().min(0), notBefore: z.number(), said: z.string().max(2000) }),
    z.strictObject({ kind: z.literal('refused'), at: instant, said: z.array(z.string().max(1000)).min(1).max(20) }),
    z.strictObject({ kind: z.literal('received'), receipt: deliveryReceipt }),
    z.strictObject({ kind: z.literal('taken-back'), at: instant }),
  ]),
})
export type Delivery = z.infer<typeof delivery>
