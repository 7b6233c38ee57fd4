import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { fromBase64url } from '../core/model/bytes.ts'
import { readJson, signallingLimits } from './signalling-frames.ts'

/** A relay's key, 256 random bits as base64url. */
export const newRelayKey = (): string => randomBytes(32).toString('base64url')

const proof = z.strictObject({ type: z.literal('prove'), proof: z.string().regex(/^[0-9a-f]{64}$/) })
export type RelayProof = z.infer<typeof proof>

/** What a relay says to an app that comes to host a huddle: something new to prove the key over, and then whether it holds. */
export const relayReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('challenge'), nonce: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  z.object({ type: z.literal('admitted') }),
  z.object({ type: z.literal('refused'), code: z.string().max(60) }),
])
export type RelayReply = z.infer<typeof relayReply>

/** HMAC-SHA256 under the key over the huddle and what the relay has just made up, so that the key itself never travels. */
export function proofOf(key: string, huddle: string, nonce: string): RelayProof {
  return { type: 'prove', proof: createHmac('sha256', fromBase64url(key)).update(`mdt-huddle/relay/v1\n${huddle}\n${nonce}`).digest('hex') }
}

const proves = (given: RelayProof, expected: RelayProof): boolean => timingSafeEqual(Buffer.from(given.proof, 'hex'), Buffer.from(expected.proof, 'hex'))

/** The relay's side: has an app prove the key before it says anything else, and ends the connection where it does not. */
export function askProof(socket: WebSocket, huddle: string, key: string, proven: () => void): void {
  const say = (reply: RelayReply): void => socket.send(JSON.stringify(reply))
  const nonce = newRelayKey()
  const late = setTimeout(() => socket.terminate(), signallingLimits.proofWithin)
  socket.on('close', () => clearTimeout(late))
  socket.once('message', (data, isBinary) => {
    clearTimeout(late)
    const given = isBinary ? undefined : readJson(proof, String(data))
    if (given && proves(given, proofOf(key, huddle, nonce))) {
      proven()
      say({ type: 'admitted' })
    } else {
      say({ type: 'refused', code: 'relay-key-unknown' })
      socket.close(4403, 'refused')
    }
  })
  say({ type: 'challenge', nonce })
}
