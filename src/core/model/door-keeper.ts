import { z } from 'zod'
import { signatureText } from './checkpoint.ts'
import { huddleHost, type HuddleHost } from './invite.ts'

/** The keeper of a huddle's door gives it to somebody else, and signs that. */
export const handover = z.strictObject({ to: huddleHost, signature: signatureText })
export type Handover = z.infer<typeof handover>

/** Times that a door changes hands at the most. */
export const mostHandovers = 12

/** Everybody who has kept the door so far, whoever keeps it now last. */
export const keepersOf = (host: HuddleHost, handed: readonly Handover[]): readonly HuddleHost[] => [host, ...handed.map(({ to }) => to)]
