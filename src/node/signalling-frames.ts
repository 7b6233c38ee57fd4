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
  /** Connections of one address that have asked for nothing yet. */
  silentPerAddress: 100,
  /** How long a connection may take to ask for something, milliseconds. */
  askWithin: 10_000,
  /** What may wait for a listener that does not read, bytes. */
  unread: 8 * 1024 * 1024,
  /** After how long without a sign of life a connection is ended, milliseconds. */
  silentFor: 60_000,
  /** What an app says for a whole huddle that it hosts at a relay. */
  host: { framesPerSecond: 2000, framesAtOnce: 8000, bytesPerSecond: 8 * 1024 * 1024 },
  /** How long an app may take to prove to a relay that it may host there, milliseconds. */
  proofWithin: 10_000,
  /** How long a relay keeps a ticket at the most, milliseconds. */
  longestTicket: 24 * 60 * 60 * 1000,
} as const

/** Closes the link of an app when another one comes to host the same huddle at a relay. */
export const hostedAnew = 4409
/** Closes everybody's connection to a huddle that has ended. */
export const huddleEnded = 4410

const topic = z.string().regex(/^[0-9a-f]{32}$/)
const topics = z.array(topic).max(signallingLimits.topicsPerConnection)

const publish = z.object({ type: z.literal('publish'), topic, data: z.string().max(signallingLimits.frameBytes) })

/** y-webrtc's messages to a signalling server. */
const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topics }),
  z.object({ type: z.literal('unsubscribe'), topics }),
  publish,
  z.object({ type: z.literal('ping') }),
])
export type ClientFrame = z.infer<typeof clientFrame>
export type Publication = Extract<ClientFrame, { type: 'publish' }>

/** What an app that hosts a huddle at a relay may say there: whom to let in, what was said at home, and that it has ended. */
const hostFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ticket'),
    ticketDigest: z.string().regex(/^[0-9a-f]{64}$/),
    seats: z.int().min(1).max(30),
    expires: z.number(),
  }),
  z.strictObject({ type: z.literal('end') }),
  publish,
  z.strictObject({ type: z.literal('ping') }),
])
export type HostFrame = z.infer<typeof hostFrame>

export const readFrame = (text: string): ClientFrame | undefined => readJson(clientFrame, text)
export const readHostFrame = (text: string): HostFrame | undefined => readJson(hostFrame, text)
export const readPublication = (text: string): Publication | undefined => readJson(publish, text)

/** JSON of that form, or undefined for anything else. */
export function readJson<T>(parser: z.ZodType<T>, text: string): T | undefined {
  try {
    return parser.safeParse(JSON.parse(text)).data
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

const hostAddress = /^\/host\/([0-9a-f]{32})$/

/** The huddle that an app comes to host, by the path of its request. */
export const readHostKnock = (path: string): string | undefined => hostAddress.exec(path)?.[1]
