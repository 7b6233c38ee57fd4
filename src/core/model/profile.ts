import { z } from 'zod'
import { longestRoster } from './roster.ts'
import { staffCard, team } from './team.ts'

/** Base64url of a secret key. */
const secretKey = z.string().regex(/^[A-Za-z0-9_-]+$/)

/** What an installation knows of itself; it stands in the vault alone. */
export const profile = z.strictObject({
  card: staffCard,
  signingSecret: secretKey,
  sealingSecret: secretKey,
  team,
  lastHereAt: z.number(),
  /** Made to join a team and not in one yet: until then the team is a stand-in. */
  joining: z.literal(true).optional(),
  /** The team's signed roster as this device last took it in; a guest has none. */
  roster: z.string().max(longestRoster).optional(),
})
export type Profile = z.infer<typeof profile>
