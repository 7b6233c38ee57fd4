import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { z } from 'zod'
import { utf8 } from '../model/bytes.ts'
import { writerCertificate, type WriterCertificate } from '../model/writer.ts'
import { compareLimits } from './gate/limits.ts'

/** What crosses between two peers of one room, once each knows who the other is. The bytes are those of y-protocols. */
export type RoomMessage =
  /** What the sender holds, asking for whatever it lacks. */
  | { readonly kind: 'compare'; readonly stateVector: Uint8Array }
  /** `whole`: the answer to a comparison, which brings everybody's changes. */
  | { readonly kind: 'change'; readonly update: Uint8Array; readonly whole: boolean }
  | { readonly kind: 'presence'; readonly update: Uint8Array }
  /** Who writes under which client, as each device has signed it. */
  | { readonly kind: 'authors'; readonly certificates: readonly WriterCertificate[] }

const syncKind = 0
const presenceKind = 1
/** Beyond the numbers that y-webrtc uses. */
const authorsKind = 16
const letterKind = 17
/** Certificates of one message; a room keeps as many. */
const mostCertificates = 512

const longestAuthors = 512 * 1024

const certificates = z.array(writerCertificate).max(mostCertificates)
const compare = 0
const answer = 1
const change = 2

/** @returns undefined for whatever is none of these. */
export function readRoomMessage(bytes: Uint8Array): RoomMessage | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    if (kind !== syncKind && kind !== presenceKind && kind !== authorsKind) return undefined
    const step = kind === syncKind ? decoding.readVarUint(decoder) : undefined
    const length = decoding.readVarUint(decoder)
    if (bytes.length - decoder.pos !== length) return undefined
    const content = bytes.subarray(decoder.pos)
    if (kind === authorsKind) return length <= longestAuthors ? { kind: 'authors', certificates: certificates.parse(JSON.parse(utf8.decode(content))) } : undefined
    if (step === undefined) return { kind: 'presence', update: content }
    if (step === answer || step === change) return { kind: 'change', update: content, whole: step === answer }
    return step === compare && length <= compareLimits.bytes ? { kind: 'compare', stateVector: content } : undefined
  } catch {
    return undefined
  }
}

export const compareMessage = (doc: Y.Doc): Uint8Array => sync(compare, Y.encodeStateVector(doc))

export const changeMessage = (update: Uint8Array): Uint8Array => sync(change, update)

/** @throws where the state vector is none. */
export const answerMessage = (doc: Y.Doc, stateVector: Uint8Array): Uint8Array => sync(answer, Y.encodeStateAsUpdate(doc, stateVector))

export const presenceMessage = (update: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, presenceKind)
    encoding.writeVarUint8Array(encoder, update)
  })

export const authorsMessage = (known: readonly WriterCertificate[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, authorsKind)
    encoding.writeVarUint8Array(encoder, utf8.encode(JSON.stringify(known)))
  })

/** What is said to one peer alone, beside the document. */
export const letterMessage = (content: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, letterKind)
    encoding.writeUint8Array(encoder, content)
  })

/** @returns undefined for whatever is no letter. */
export const readLetter = (bytes: Uint8Array): Uint8Array | undefined => (bytes[0] === letterKind ? bytes.slice(1) : undefined)

const sync = (step: number, content: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncKind)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, content)
  })
