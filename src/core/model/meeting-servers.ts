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
