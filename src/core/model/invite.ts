import { z } from 'zod'
import { instant } from './dates.ts'
import { deviceId, huddleId } from './ids.ts'
import { iceServer, mostIceServers } from './meeting-servers.ts'

/** The device at whose MDT Huddle a huddle meets, and the key that shows it. */
export const huddleHost = z.strictObject({ device: deviceId, signingKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
export type HuddleHost = z.infer<typeof huddleHost>

/** What an invite carries; it travels as `mdth1.` and base64url of its JSON, alone or at the end of a link. */
export const invite = z.strictObject({
  huddle: huddleId,
  host: huddleHost,
  title: z.string().min(1).max(120),
  team: z.string().min(1).max(120),
  room: z.string().regex(/^[0-9a-f]{32}$/),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Admits a number of devices to the signalling server, each device once. */
  ticket: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  signalling: z.array(z.url({ protocol: /^wss?$/ }).max(300)).min(1).max(4),
  expires: instant,
  /** STUN and TURN servers of the host's team: in an invite that is sealed to that team, and in no other. */
  iceServers: z.array(iceServer).max(mostIceServers).optional(),
  /** An invite to a practice huddle opens a practice seat and never a real team's. */
  practice: z.boolean(),
})
export type Invite = z.infer<typeof invite>
