import type { Problem } from './problem.ts'

/** This computer by its own names: nothing that goes there crosses a network. */
export const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/**
 * The base address of a FHIR server without a slash at its end, or undefined where nothing of a person may be sent: only
 * https, or http to this computer; no name or password in it, and nothing after the path.
 */
export function serverBase(text: string): string | undefined {
  const given = text.trim()
  if (!URL.canParse(given)) return undefined
  const address = new URL(given)
  const safe = address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback(address.hostname))
  if (!safe || address.username || address.password || address.search || address.hash) return undefined
  return `${address.origin}${address.pathname}`.replace(/\/+$/, '')
}

export const serverAddressRefused = (address: string): Problem => ({
  code: 'server-address-refused',
  happened: `${address.slice(0, 200)} is not an address that people’s records may be sent to.`,
  kept: 'Nothing was sent or changed.',
  todo: 'Give the base address of the FHIR service: it starts with https:// and has nothing after its path, such as https://records.example.nhs.uk/fhir.',
})
