import { z } from 'zod'
import { instant } from './dates.ts'
import { entryId, outcomeId, personId } from './ids.ts'

const where = { outcome: outcomeId, at: instant }

/** Where an outcome, or a late answer to it, stands for good after the copy here is gone. */
export const standing = z.discriminatedUnion('kind', [
  /** In the records folder, placed by this line of its ledger. */
  z.strictObject({ kind: z.literal('folder'), ...where, folder: z.string().max(5000), ledgerLine: z.int().min(0) }),
  /** With a record system, which answered that it has it. */
  z.strictObject({ kind: z.literal('server'), ...where, document: z.string().max(100), location: z.string().max(2000) }),
])
export type Standing = z.infer<typeof standing>

/** What remains of an erasure: that it was done, when, by whom and why it was due. It says nothing of who the person was. */
export const erasureReceipt = z.strictObject({
  id: entryId,
  /** A random id that names nobody; the records folder keeps its packages under it. */
  person: personId,
  at: instant,
  by: z.string().max(120),
  because: z.string().max(500),
  /** Rows that were sealed under the person's key. */
  rows: z.int().min(0),
  /** The receipts of their outcomes; empty where there were none, or where an earlier app erased. */
  stands: z.array(standing).readonly().default([]),
})
/** How a receipt is called among people: short enough to be read out. */
export const receiptNumber = ({ id }: ErasureReceipt): string => id.slice(0, 8)

export type ErasureReceipt = z.infer<typeof erasureReceipt>

/** `Outcome 5f3a…: ledger line 4 in …`, for people. */
export function standingInWords(each: Standing): string {
  const outcome = `Outcome ${each.outcome.slice(0, 8)}`
  return each.kind === 'folder' ? `${outcome}: ledger line ${each.ledgerLine} in ${each.folder}` : `${outcome}: received by the record system, ${each.location || each.document}`
}
