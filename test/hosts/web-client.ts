import { connectHost, fromJsonText, toJsonText } from '../../src/core/host.ts'
import type { WebHost } from '../../src/server/web-host.ts'
import type { HostUnderTest } from '../contract/host.ts'

export const tokenOf = (host: WebHost): string => new URL(host.link()).hash.slice('#token='.length)

/** The headers of a call from the app's own page. */
export const callHeaders = (host: WebHost): Record<string, string> => ({
  authorization: `Bearer ${tokenOf(host)}`,
  origin: host.origin,
  'content-type': 'application/json',
})

/** A web host as the page reaches it: every call over HTTP. */
export function webClient(host: WebHost): Pick<HostUnderTest, 'host' | 'carry'> {
  const carry = async (name: string, input: unknown): Promise<unknown> => {
    const response = await fetch(`${host.origin}/host/${encodeURIComponent(name)}`, { method: 'POST', headers: callHeaders(host), body: toJsonText(input) ?? '' })
    return fromJsonText(await response.text())
  }
  return { carry, host: connectHost(carry) }
}
