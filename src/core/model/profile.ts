import { z } from 'zod'
import { teamId } from './ids.ts'
import { longestRoster } from './roster.ts'
import { staffCard, team } from './team.ts'

/** Base64url of a secret key. */
const secretKey = z.string().regex(/^[A-Za-z0-9_-]+$/)

/** Epochs back from which a colleague's device still finds the team. */
export const mostEarlierEpochs = 2

/** Teams before this one that became it. */
export const mostFormerTeams = 20

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
  /** Secrets of the epochs of this team before the present one, newest first: a colleague who has been away is met by them, to be given the roster. */
  earlierEpochs: z.array(secretKey.max(50)).max(mostEarlierEpochs).optional(),
  /** Ids under which this team was known before its roster was begun anew, newest first. */
  formerTeams: z.array(teamId).max(mostFormerTeams).optional(),
})
export type Profile = z.infer<typeof profile>
