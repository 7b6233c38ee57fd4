import { z } from 'zod'

const plainAddress = (text: string): boolean => {
  const { username, password, search, hash } = new URL(text)
  return `${username}${password}${search}${hash}` === ''
}

/** Where a relay answers: `wss://` where a web server puts TLS before it, else `ws://`; nothing after the path. */
export const relayAddress = z.url({ protocol: /^wss?$/ }).max(200).refine((text) => URL.canParse(text) && plainAddress(text), 'nothing but an address')

/** A relay of the team's own, and the key with which its apps host huddles there. */
export const relay = z.strictObject({ address: relayAddress, key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
export type Relay = z.infer<typeof relay>

/** STUN and TURN servers that are asked at the most: each one more makes meeting slower. */
export const mostIceServers = 4

const iceAddress = /^(?:stuns?:HOST(?::\d{1,5})?|turns?:HOST(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?)$/.source.replaceAll('HOST', String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9a-fA-F:.]{2,45}\])`)

/** A server that helps two computers to connect, as RFC 7064 and 7065 write its address. A TURN server asks who is there. */
export const iceServer = z
  .strictObject({ urls: z.string().regex(new RegExp(iceAddress)), username: z.string().trim().max(500), credential: z.string().trim().max(500) })
  .refine(({ urls, username, credential }) => urls.startsWith('stun') || (username !== '' && credential !== ''), 'a TURN server’s user name and credential')
export type IceServer = z.infer<typeof iceServer>

/** The servers that the team's huddles meet by, beside the app itself. None but what somebody has set is ever asked. */
export const meetingServers = z.strictObject({
  id: z.literal('meeting'),
  relay: relay.optional(),
  iceServers: z.array(iceServer).max(mostIceServers),
})
export type MeetingServers = z.infer<typeof meetingServers>
