import { decode, encode, type Packet } from 'dns-packet'
import { z } from 'zod'
import { nearId } from '../core/model/near.ts'

/** What is announced on the local network, and how it is read: mDNS (RFC 6762) with one service of our own (RFC 6763). */
export const serviceName = '_mdt-huddle._tcp.local'
const version = 'v=1'

/** Bytes of a message at the most that is looked at; ours have some 300. */
export const longestMessage = 1500
/** Records of a message, and huddles that it speaks of, at the most. */
const mostRecords = 64
const mostOfOneMessage = 8

/** One huddle as it was announced. */
export interface Announced {
  readonly id: string
  readonly port: number
  /** It says goodbye. */
  readonly gone: boolean
}

/** Seconds for which an announcement holds. */
const lasting = 60

/** Says of huddles that they meet at this port: their blinded names, the port, the version and the address, and nothing else. */
export function announcement(ids: readonly string[], address: string, port: number, ttl: number = lasting): Buffer {
  const answers: NonNullable<Packet['answers']> = ids.flatMap((id) => {
    const [instance, target] = [`${id}.${serviceName}`, `${id}.local`]
    return [
      { name: serviceName, type: 'PTR' as const, ttl, data: instance },
      { name: instance, type: 'SRV' as const, ttl, data: { port, target, priority: 0, weight: 0 } },
      { name: instance, type: 'TXT' as const, ttl, data: version },
      { name: target, type: 'A' as const, ttl, data: address },
    ]
  })
  return encode({ type: 'response', flags: 1 << 10, answers })
}

/** Asks whether there are huddles. */
export const question = (): Buffer => encode({ type: 'query', questions: [{ name: serviceName, type: 'PTR' }] })

const message = z.object({
  type: z.enum(['query', 'response']),
  questions: z.array(z.unknown()).max(mostRecords),
  answers: z.array(z.unknown()).max(mostRecords),
  additionals: z.array(z.unknown()).max(mostRecords),
})
const asked = z.object({ name: z.string().max(255), type: z.enum(['PTR', 'ANY']) })
const placed = z.object({ type: z.literal('SRV'), name: z.string().max(255), ttl: z.number(), data: z.object({ port: z.int().min(1).max(65_535) }) })
const described = z.object({ type: z.literal('TXT'), name: z.string().max(255), data: z.array(z.instanceof(Uint8Array)).max(8) })

export type Heard = { readonly kind: 'asked' } | { readonly kind: 'announced'; readonly huddles: readonly Announced[] }

/** What a message from the network says of huddles; undefined for everything else. */
export function readMessage(bytes: Buffer): Heard | undefined {
  // Everything else that is said on a network is not even parsed.
  if (bytes.length > longestMessage || !bytes.includes('mdt-huddle')) return undefined
  const read = message.safeParse(decoded(bytes)).data
  if (!read) return undefined
  if (read.type === 'query') return read.questions.some((each) => asked.safeParse(each).data?.name.toLowerCase() === serviceName) ? { kind: 'asked' } : undefined
  const records = [...read.answers, ...read.additionals]
  const ours = new Set(
    records.flatMap((each) => {
      const text = described.safeParse(each).data
      return text?.data.some((line) => Buffer.from(line).equals(Buffer.from(version))) ? [text.name] : []
    }),
  )
  const huddles = records.flatMap((each): Announced[] => {
    const place = placed.safeParse(each).data
    const [id = '', service] = place && ours.has(place.name) ? splitName(place.name) : []
    return place && service === serviceName && nearId.safeParse(id).success ? [{ id, port: place.data.port, gone: place.ttl === 0 }] : []
  })
  return huddles.length > 0 ? { kind: 'announced', huddles: huddles.slice(0, mostOfOneMessage) } : undefined
}

const splitName = (name: string): [string, string] => [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]

function decoded(bytes: Buffer): unknown {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}
