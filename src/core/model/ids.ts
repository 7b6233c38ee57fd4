import { z } from 'zod'
import type { RandomBytes } from './effects.ts'

/**
 * Every id is 128 random bits as 32 lower-case hexadecimal digits: it says nothing of what it names,
 * sorts nowhere in particular and is safe in a file name.
 */
const hexId = z.string().regex(/^[0-9a-f]{32}$/, 'an id of 32 hexadecimal digits')

export const personId = hexId.brand<'PersonId'>()
export const teamId = hexId.brand<'TeamId'>()
export const huddleId = hexId.brand<'HuddleId'>()
export const itemId = hexId.brand<'ItemId'>()
export const actionId = hexId.brand<'ActionId'>()
export const outcomeId = hexId.brand<'OutcomeId'>()
export const entryId = hexId.brand<'EntryId'>()
/** What joins a record after its outcomes were filed: a late answer, an export. */
export const addendumId = hexId.brand<'AddendumId'>()
/** Somebody on a team's roster, whatever devices they have. */
export const memberId = hexId.brand<'MemberId'>()
/** A service of a directory. */
export const serviceId = hexId.brand<'ServiceId'>()
/** A device is named by the first 128 bits of the digest of its signing key. */
export const deviceId = hexId.brand<'DeviceId'>()

export type PersonId = z.infer<typeof personId>
export type TeamId = z.infer<typeof teamId>
export type HuddleId = z.infer<typeof huddleId>
export type ItemId = z.infer<typeof itemId>
export type ActionId = z.infer<typeof actionId>
export type OutcomeId = z.infer<typeof outcomeId>
export type EntryId = z.infer<typeof entryId>
export type AddendumId = z.infer<typeof addendumId>
export type MemberId = z.infer<typeof memberId>
export type ServiceId = z.infer<typeof serviceId>
export type DeviceId = z.infer<typeof deviceId>

/** A fresh id of the kind that `schema` names. */
export function newId<T extends z.ZodType<string>>(schema: T, random: RandomBytes): z.output<T> {
  return schema.parse(toHex(random(16)))
}

/** @param hex an even number of hexadecimal digits. */
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))

const twoDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += twoDigits[byte] ?? ''
  return text
}
