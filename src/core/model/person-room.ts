import { z } from 'zod'
import { personId } from './ids.ts'

/** The address of a person's document among peers; the huddle's document carries it sealed to each permitted device. */
export const personRoom = z.strictObject({
  id: personId,
  room: z.string().regex(/^[0-9a-f]{32}$/),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
export type PersonRoom = z.infer<typeof personRoom>
