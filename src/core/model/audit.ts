import { z } from 'zod'
import { instant } from './dates.ts'
import { personId } from './ids.ts'

export const auditKinds = [
  'viewed',
  'imported',
  'changed',
  'discussed',
  'brought',
  'signed',
  'filed',
  'refused',
  'exported',
  'marked',
  'shared',
  'without-agreement',
  'reviewed',
  'backed-up',
  'restored',
  'erased',
] as const

/** Who looked at or changed what, kept in the vault. */
export const auditEntry = z.strictObject({
  at: instant,
  by: z.string().max(120),
  kind: z.enum(auditKinds),
  person: personId.optional(),
  detail: z.string().max(500),
})
export type AuditEntry = z.infer<typeof auditEntry>
