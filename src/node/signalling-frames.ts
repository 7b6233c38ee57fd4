import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fromBase64url } from '../core/model/bytes.ts'

/** Limits on what anybody may send: see SPEC.md, L. */
export const signallingLimits = {
  frameBytes: 256 * 1024,
  /** A frame of passing on sealed data costs as many as there are listeners, so the rate is of frames that come in. */
  framesPerSecond: 400,
  /** Everybody in a full huddle meets everybody else at once when a server comes back. */
  framesAtOnce: 4000,
  bytesPerSecond: 4 * 1024 * 1024,
  topicsPerConnection: 256,
  connections: 400,
  connectionsPerAddress: 120,
  /** What may wait for a listener that does not read, bytes. */
  unread: 8 * 1024 * 1024,
  /** After how long without a sign of life a connection is ended, milliseconds. */
  silentFor: 60_000,
} as const

const topic = z.string().regex(/^[0-9a-f]{32}$/)
const topics = z.array(topic).max(signallingLimits.topicsPerConnection)

/** y-webrtc's messages to a signalling server. */
const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topics }),
  z.object({ type: z.literal('unsubscribe'), topics }),
  z.object({ type: z.literal('publish'), topic, data: z.string().max(signallingLimits.frameBytes) }),
  z.object({ type: z.literal('ping') }),
])
export type ClientFrame = z.infer<typeof clientFrame>

export function readFrame(text: string): ClientFrame | undefined {
  try {
    return clientFrame.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Who knocks, for which huddle, and the digest of the ticket in hand. */
export interface Knock {
  readonly huddle: string
  readonly ticketDigest: string
  readonly device: string
}

const doorAddress = /^\/h\/([0-9a-f]{32})\?ticket=([A-Za-z0-9_-]{22})&device=([0-9a-f]{32})$/

/** @param path of the request, query included */
export function readKnock(path: string): Knock | undefined {
  const [, huddle, ticket, device] = doorAddress.exec(path) ?? []
  if (!huddle || !ticket || !device) return undefined
  try {
    return { huddle, device, ticketDigest: createHash('sha256').update(fromBase64url(ticket)).digest('hex') }
  } catch {
    return undefined
  }
}
