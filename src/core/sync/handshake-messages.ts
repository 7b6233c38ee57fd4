import { z } from 'zod'
import { utf8 } from '../model/bytes.ts'
import { longestRoster } from '../model/roster.ts'
import { staffCard } from '../model/team.ts'

/** What two devices say to each other before anything else may cross, as JSON in UTF-8. */
export const protocolVersion = 2
export const suite = 'ed25519+hmac-sha256+sha256'

/** Bytes of one of these messages; they are small, and come from somebody who has proven nothing yet. */
const longest = 16 * 1024
/** Characters of a pass. */
const longestPass = 8000
/**
 * What a pass and a roster become as papers: JSON in JSON, in which each quotation mark takes two characters, and four bytes in
 * the message. Whatever roster can be issued can be handed over.
 */
const longestPapers = { characters: 2 * (longestRoster + longestPass) + 1000, bytes: 4 * (longestRoster + longestPass) + 2000 }

const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const pass = z.string().max(longestPass)
const papers = z.string().max(longestPapers.characters)

export const handshakeRefusals = [
  'other-version',
  'other-algorithm',
  'older-schema',
  'newer-schema',
  'wrong-secret',
  'not-proven',
  'garbled',
  'too-slow',
  'not-let-in',
] as const
export type HandshakeRefusal = (typeof handshakeRefusals)[number]

/** Read before everything else, so that another version is told apart from garbage. */
const hello = z.object({
  say: z.literal('hello'),
  protocol: z.int(),
  suite: z.string().max(100),
  schema: z.int(),
  nonce: digest,
})
const proof = z.strictObject({
  say: z.literal('proof'),
  /** JSON of `Claim`, exactly as it was signed. */
  claim: z.string().max(4000),
  signature,
  mac: digest,
  certificate: signature,
  pass,
})
const decision = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('in'), papers }),
  z.strictObject({ say: z.literal('wait') }),
  z.strictObject({ say: z.literal('no'), because: z.enum(handshakeRefusals) }),
  z.strictObject({ say: z.literal('pass'), pass }),
  z.strictObject({ say: z.literal('papers'), papers }),
])

const handshakeMessage = z.union([hello, proof, decision])
export type HandshakeMessage = z.infer<typeof handshakeMessage>
export type Hello = z.infer<typeof hello>
export type Proof = z.infer<typeof proof>

/** Who somebody says they are: their card, and the Yjs client under which this window writes. */
export const claim = z.strictObject({ card: staffCard, client: z.int().min(0).max(0xffff_ffff) })
export type Claim = z.infer<typeof claim>

export const writeHandshake = (message: HandshakeMessage): Uint8Array<ArrayBuffer> => utf8.encode(JSON.stringify(message))

export function readHandshake(bytes: Uint8Array): HandshakeMessage | undefined {
  if (bytes.length > longestPapers.bytes) return undefined
  const message = handshakeMessage.safeParse(readJson(bytes)).data
  return bytes.length <= longest || message?.say === 'in' || message?.say === 'papers' ? message : undefined
}

/** Tells a message of the handshake from a room's by its first byte: a pass may still be on its way when the channel opens, and papers follow. */
export const saidWhileMeeting = (bytes: Uint8Array): boolean => bytes[0] === '{'.charCodeAt(0)

export const readClaim = (text: string): Claim | undefined => claim.safeParse(readJson(utf8.encode(text))).data

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
}
