import { z } from 'zod'
import { instant } from './dates.ts'
import { outcomeAction } from './outcome.ts'
import { outcomeId, personId } from './ids.ts'
import { actionStates } from './decision.ts'

/** Characters of how it went. */
export const longestAccount = 2000

/** Something somebody promised to do, from the outcome that decided it until it is done or said not to be. */
export const action = outcomeAction.extend({
  personId,
  personName: z.string().max(250),
  decidedIn: outcomeId,
  state: z.enum(actionStates),
  /** How it went, or why it was not done; a `not done` always says why. */
  howItWent: z.string().max(longestAccount),
  updatedAt: instant,
})
export type Action = z.infer<typeof action>
