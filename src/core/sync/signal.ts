import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sha256 from 'lib0/hash/sha256'
import { z } from 'zod'
import { utf8 } from '../model/bytes.ts'
import { toHex } from '../model/ids.ts'

/**
 * What two windows say to each other through a signalling server while they connect. Each message travels as y-webrtc
 * seals it: AES-GCM under the room's key, then base64.
 */
const name = z.string().min(1).max(64)
/** Session descriptions of data channels alone are about 500 bytes. */
const sdp = z.string().max(64 * 1024)
const candidate = z.object({
  candidate: z.string().max(4096),
  sdpMLineIndex: z.number().nullish(),
  sdpMid: z.string().max(64).nullish(),
})

const described = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offer'), sdp }),
  z.object({ type: z.literal('answer'), sdp }),
  z.object({ type: z.literal('candidate'), candidate }),
])
export type Described = z.infer<typeof described>

const signal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('announce'), from: name, to: name.optional() }),
  z.object({
    type: z.literal('signal'),
    from: name,
    to: name,
    signal: described,
  }),
])
export type Signal = z.infer<typeof signal>

/** Under what one peer of a room is spoken to alone: as blind as the room's own topic. */
export const topicOf = (room: string, peer: string): string => toHex(sha256.digest(utf8.encode(`${room}\n${peer}`))).slice(0, 32)

/** What a signalling server passes on. */
export const publication = z.object({ type: z.literal('publish'), topic: name, data: z.string().max(256 * 1024) })

const algorithm = 'AES-GCM'
const ivLength = 12

/** @returns undefined for whatever was not sealed with this key, or is not a signal. */
export async function openSignal(sealed: string, key: CryptoKey): Promise<Signal | undefined> {
  try {
    const decoder = decoding.createDecoder(Uint8Array.from(atob(sealed), (char) => char.charCodeAt(0)))
    if (decoding.readVarString(decoder) !== algorithm) return undefined
    const iv = Uint8Array.from(decoding.readVarUint8Array(decoder))
    const opened = await crypto.subtle.decrypt({ name: algorithm, iv }, key, Uint8Array.from(decoding.readVarUint8Array(decoder)))
    return signal.safeParse(decoding.readAny(decoding.createDecoder(new Uint8Array(opened)))).data
  } catch {
    return undefined
  }
}

export async function sealSignal(said: Signal, key: CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength))
  const plain = encoding.encode((encoder) => encoding.writeAny(encoder, said))
  const cipher = await crypto.subtle.encrypt({ name: algorithm, iv }, key, Uint8Array.from(plain))
  const sealed = encoding.encode((encoder) => {
    encoding.writeVarString(encoder, algorithm)
    encoding.writeVarUint8Array(encoder, iv)
    encoding.writeVarUint8Array(encoder, new Uint8Array(cipher))
  })
  return btoa(String.fromCharCode(...sealed))
}
