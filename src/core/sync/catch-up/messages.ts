import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { personId } from '../../model/ids.ts'
import { catchUpLimits as limits } from './limits.ts'

/** What two devices of a team say to each other to catch up: a JSON head, and bytes after it where a document is meant. */
export const catchUpProtocol = 1

/** Stands for a person, keyed by what only these two hold in this conversation: to anybody who does not hold the person it says nothing. */
const tag = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
/** Of everything that is held of one person, or of one paper. */
const digest = z.string().regex(/^[0-9a-f]{32}$/)

const head = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('hello'), protocol: z.int(), nonce: tag }),
  /** Of whom the sender can tell the other one, as far as it has not said so yet. */
  z.strictObject({ say: z.literal('have'), rows: z.array(z.strictObject({ tag, digest })).max(limits.rows) }),
  /** Bytes after it: the state vector of the document as the sender holds it. */
  z.strictObject({ say: z.literal('want'), tag, papers: z.array(digest).max(limits.rows) }),
  /** Bytes after it: what of the document the other one lacks. `more`: there are papers beyond these. */
  z.strictObject({ say: z.literal('bring'), tag, person: personId, papers: z.array(z.string().max(limits.paper)).max(limits.papers), more: z.boolean() }),
  /** Nothing of this person is to be had here any more. */
  z.strictObject({ say: z.literal('lack'), tag }),
])

export type CatchUpHead = z.infer<typeof head>
export interface CatchUpMessage {
  readonly head: CatchUpHead
  readonly bytes: Uint8Array
}

const nothing = new Uint8Array()

export const writeCatchUp = (said: CatchUpHead, bytes: Uint8Array = nothing): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, JSON.stringify(said))
    encoding.writeUint8Array(encoder, bytes)
  })

/** @returns undefined for whatever is no such message, or too large for one. */
export function readCatchUp(message: Uint8Array): CatchUpMessage | undefined {
  if (message.length > limits.message) return undefined
  try {
    const decoder = decoding.createDecoder(message)
    const said = head.parse(JSON.parse(decoding.readVarString(decoder)))
    const bytes = message.subarray(decoder.pos)
    const mayHave = said.say === 'bring' ? limits.message : said.say === 'want' ? limits.stateVector : 0
    return bytes.length <= mayHave ? { head: said, bytes } : undefined
  } catch {
    return undefined
  }
}
