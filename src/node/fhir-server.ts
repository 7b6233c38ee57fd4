import type { HostHandlers } from '../core/host.ts'
import type { FhirAnswer } from '../core/model/fhir-answer.ts'
import { ProblemError } from '../core/model/problem.ts'
import { serverAddressRefused, serverBase } from '../core/model/server-address.ts'
import { errorCode } from './file-problem.ts'
import { isDocument, noReceipt, readFhirAnswer, type RawAnswer } from './fhir-answers.ts'

/** Bounds of one conversation with a server. Times in milliseconds, from the first byte sent to the last one read. */
export interface FhirLimits {
  readonly time: number
  readonly answerBytes: number
  readonly redirects: number
}

export const usualFhirLimits: FhirLimits = { time: 30_000, answerBytes: 1_000_000, redirects: 3 }

/** The `fhir.create` call over this machine's network. The token goes to the server's own origin and nowhere else. */
export function fhirCalls(limits: FhirLimits = usualFhirLimits): Pick<HostHandlers, 'fhir.create'> {
  return {
    async 'fhir.create'({ base, token, identifier, document }) {
      const address = serverBase(base)
      if (address === undefined) throw new ProblemError(serverAddressRefused(base))
      const headers = {
        'content-type': 'application/fhir+json',
        accept: 'application/fhir+json',
        prefer: 'return=minimal',
        'if-none-exist': `identifier=${encodeURIComponent(`urn:ietf:rfc:3986|${identifier}`)}`,
        ...(token && { authorization: `Bearer ${token}` }),
      }
      try {
        const raw = await post(new URL(`${address}/Bundle`), headers, document, limits)
        const answer = readFhirAnswer(raw, Date.now())
        if (answer.kind !== 'received' || !answer.hadIt) return answer
        // Not every server knows the condition: one that leaves it out holds some other document “already”.
        const held = isDocument(raw.body, identifier) ?? isDocument(await readBack(answer.location, new URL(`${address}/`), headers, document, limits), identifier)
        return held ? answer : noReceipt(held === false)
      } catch (error) {
        return unreached(error, new URL(address).host)
      }
    },
  }
}

/** What the same server keeps at a place, as far as it lets that be read. */
async function readBack(location: string, base: URL, { accept = '', authorization }: Readonly<Record<string, string>>, document: Uint8Array, limits: FhirLimits): Promise<string | undefined> {
  if (!URL.canParse(location, base.href) || new URL(location, base).origin !== base.origin) return undefined
  const response = await fetch(new URL(location, base), { headers: { accept, ...(authorization && { authorization }) }, redirect: 'manual', signal: AbortSignal.timeout(limits.time) })
  if (response.status !== 200) {
    await response.body?.cancel()
    return undefined
  }
  return readUpTo(response, limits.answerBytes + 2 * document.length)
}

/** Follows a redirect only where the same server asks for the same request again (307, 308). */
async function post(to: URL, headers: Readonly<Record<string, string>>, document: Uint8Array, limits: FhirLimits): Promise<RawAnswer> {
  const signal = AbortSignal.timeout(limits.time)
  let address = to
  for (let hops = 0; ; hops += 1) {
    const response = await fetch(address, { method: 'POST', headers, body: Uint8Array.from(document), redirect: 'manual', signal })
    const next = redirectIn(response, address)
    if (next && next.origin === address.origin && hops < limits.redirects) {
      await response.body?.cancel()
      address = next
      continue
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      etag: response.headers.get('etag') ?? '',
      retryAfter: response.headers.get('retry-after') ?? '',
      body: await readUpTo(response, limits.answerBytes),
    }
  }
}

function redirectIn({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get('location') ?? ''
  return (status === 307 || status === 308) && URL.canParse(location, from.href) ? new URL(location, from) : undefined
}

/** The body as text, or undefined where it is longer than the limit. */
async function readUpTo(response: Response, most: number): Promise<string | undefined> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function unreached(error: unknown, host: string): FhirAnswer {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
  const cause = error instanceof Error ? error.cause : undefined
  const code = errorCode(cause) || errorCode(error)
  const said = timedOut ? `${host} did not answer in time.` : (reasons[code] ?? (code.includes('CERT') || code.includes('SSL') || code.startsWith('ERR_TLS') ? 'cannot prove who it is: its certificate does not hold.' : 'cannot be reached.'))
  return { kind: 'later', said: timedOut ? said : `${host} ${said}`, afterSeconds: 0 }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is not listening.',
  ENOTFOUND: 'is not known on this network.',
  EAI_AGAIN: 'cannot be looked up just now.',
  ECONNRESET: 'broke the connection off.',
  UND_ERR_SOCKET: 'broke the connection off.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'cannot prove who it is: its certificate does not hold.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'cannot prove who it is: its certificate does not hold.',
}
