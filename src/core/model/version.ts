import { z } from 'zod'
import { instant } from './dates.ts'
import { namedPerson } from './decision.ts'
import { entryId, itemId } from './ids.ts'

/** Characters. */
export const longestVersionName = 120
const shortText = z.string().trim().min(1).max(longestVersionName)

/** Why a text was kept as it stood. */
export const versionReason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('named'), name: shortText }),
  z.strictObject({ kind: z.literal('read-back'), item: itemId, huddle: shortText }),
  z.strictObject({ kind: z.literal('closed'), item: itemId, huddle: shortText }),
  /** What stood before an earlier version was brought back: kept by itself, so nobody has named it. */
  z.strictObject({ kind: z.literal('before-restoring'), restored: z.string().max(300) }),
])
export type VersionReason = z.infer<typeof versionReason>

/** A text as it once stood: who kept it, when, and why. */
export const version = z.strictObject({ id: entryId, at: instant, by: namedPerson, why: versionReason })
export type Version = z.infer<typeof version>

/** Whether it was kept by itself, and may give way to newer ones; a named one goes only when somebody removes it. */
export const isUnnamed = ({ why }: Pick<Version, 'why'>): boolean => why.kind === 'before-restoring'

/** `“Before the review”`, `Read back in Daily huddle`: how a version is called on the screen. */
export function versionName({ why }: Pick<Version, 'why'>): string {
  switch (why.kind) {
    case 'named':
      return `“${why.name}”`
    case 'read-back':
      return `Read back in ${why.huddle}`
    case 'closed':
      return `Discussion closed in ${why.huddle}`
    case 'before-restoring':
      return `Before ${why.restored} was brought back`
  }
}
