import { z } from 'zod'

/** Where a computer's meeting point usually answers; any other port is taken where this one is not free. */
export const usualMeetingPort = 47821

/** Letters and digits that are not taken for each other, on paper or by ear: no B and 8, I, 1 and L, O and 0, S and 5, Z and 2. */
const letters = 'ACDEFGHJKMNPQRTUVWXY34679'
const codeLength = 8

/** A huddle's short code, as it stands in a request: `K7MFXQRT`. It finds an invite and opens nothing. */
export const nearCode = z.string().regex(new RegExp(`^[${letters}]{${codeLength}}$`))

/** The name by which a huddle is announced on its network: whoever is not of the team learns nothing from it. */
export const nearId = z.string().regex(/^[0-9a-f]{32}$/)

/** An invite that is sealed to a team's devices. */
export const sealedInvite = z.string().regex(/^mdth2\.[A-Za-z0-9_-]{40,4000}$/)

/** Where another computer's meeting point answers: an IPv4 address and a port, no name that would have to be looked up. */
export const nearAddress = z.string().regex(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!:)|(?=:))){4}:[1-9]\d{0,4}$/).refine((text) => portOf(text) <= 65_535, 'a port')

const portOf = (address: string): number => Number(address.slice(address.indexOf(':') + 1))

/** One huddle that was heard of on the network, and where it answers. */
export const heardHuddle = z.strictObject({ id: nearId, address: nearAddress })
export type HeardHuddle = z.infer<typeof heardHuddle>

/** Huddles that are heard of at a time at the most, and of those the ones of one address. */
export const mostHeard = 50
export const mostHeardOfOne = 4

/** @param bytes eight or more, of a digest */
export const codeFrom = (bytes: Uint8Array): string => Array.from(bytes.subarray(0, codeLength), (byte) => letters[byte % letters.length]).join('')

/** `K7MF-XQRT`: two groups, to be read aloud. */
export const codeInWords = (code: string): string => `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`

/** The code that somebody typed, in whichever case and with whatever between; undefined where it is none. */
export const readCode = (typed: string): string | undefined => nearCode.safeParse(typed.slice(0, 100).toUpperCase().replaceAll(/[^A-Z0-9]/g, '')).data

/** The address that somebody typed, with the usual port where they gave none; undefined where it is none. */
export function readAddress(typed: string): string | undefined {
  const plain = typed.slice(0, 100).trim().replace(/^ws:\/\//, '').replace(/\/$/, '')
  return nearAddress.safeParse(plain.includes(':') ? plain : `${plain}:${usualMeetingPort}`).data
}
