import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Problem } from '../core/model/problem.ts'

/**
 * Loopback is not private: any page that is open in any browser here can send a request to it. A host call needs the
 * address this host was started at (no renamed one), this host's own page as its origin, and the token of this launch.
 */
export interface Gate {
  /** `127.0.0.1:PORT` */
  readonly authority: string
  readonly token: string
}

export interface Refusal {
  readonly status: number
  readonly problem: Problem
}

/** Refuses a request that came by another name than the loopback address itself (DNS rebinding). */
export function refuseAddress({ authority }: Gate, headers: IncomingHttpHeaders): Refusal | undefined {
  return headers.host === authority ? undefined : refusal(421, 'host-refused', 'The request came by another address than the one of this host.')
}

/** Refuses a host call that did not come from this host's own page, with its token. */
export function refuseCaller(gate: Gate, headers: IncomingHttpHeaders): Refusal | undefined {
  const site = headers['sec-fetch-site']
  if (headers.origin !== `http://${gate.authority}` || (site !== undefined && site !== 'same-origin')) {
    return refusal(403, 'origin-refused', 'The request came from another page than MDT Huddle.')
  }
  if (headers['content-type'] !== 'application/json') {
    return refusal(415, 'malformed-host-call', 'The request to the host is not in the form that it takes.')
  }
  if (!sameSecret(headers.authorization ?? '', `Bearer ${gate.token}`)) return { status: 401, problem: staleToken }
  return undefined
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares in the same time whatever the guess: by digests, so that not even the length tells. */
function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted))
}

const staleToken: Problem = {
  code: 'host-token-refused',
  happened: 'This window was opened by an earlier launch of MDT Huddle, so its host does not know it.',
  kept: 'What was saved is kept.',
  todo: 'Open MDT Huddle from its own window: the one that opened when it was last started, or the link that it printed.',
}

function refusal(status: number, code: string, happened: string): Refusal {
  return {
    status,
    problem: { code, happened, kept: 'Nothing was changed.', todo: 'Open MDT Huddle from its own window, or start it again.' },
  }
}
