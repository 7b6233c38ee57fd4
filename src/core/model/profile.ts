import { z } from 'zod'
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
})
export type Profile = z.infer<typeof profile>
