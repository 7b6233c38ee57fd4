import { z } from 'zod'
import { personId, teamId } from './ids.ts'

/** What the address of a person's document is made of; the huddle's document carries it sealed to each permitted device. */
export const personRoom = z.strictObject({
  id: personId,
  room: z.string().regex(/^[0-9a-f]{32}$/),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** The address itself, as it was given to somebody who is not of the team: it holds until the team's epoch ends. */
  given: z.literal(true).optional(),
  /** The team in whose huddles the person was discussed, as a colleague's device has said that brought this: none where this device was there itself. */
  team: teamId.optional(),
})
export type PersonRoom = z.infer<typeof personRoom>
