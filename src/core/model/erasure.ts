import { z } from 'zod'
import { instant } from './dates.ts'
import { entryId, personId } from './ids.ts'

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
})
/** How a receipt is called among people: short enough to be read out. */
export const receiptNumber = ({ id }: ErasureReceipt): string => id.slice(0, 8)

export type ErasureReceipt = z.infer<typeof erasureReceipt>
