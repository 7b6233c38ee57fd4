import type { IncomingHttpHeaders } from 'node:http'
import type { Problem } from '../core/model/problem.ts'
import type { Entry } from './entry.ts'

/**
 * Loopback is not private: any page that is open in any browser here can send a request to it. A host call needs the
 * address this host was started at (no renamed one), this host's own page as its origin, and a token that this launch gave.
 */
export interface Gate {
  /** `127.0.0.1:PORT` */
  readonly authority: string
  readonly entry: Entry
}

export interface Refusal {
  readonly status: number
  readonly problem: Problem
}

/** Refuses a request that came by another name than the loopback address itself (DNS rebinding). */
export function refuseAddress({ authority }: Gate, headers: IncomingHttpHeaders): Refusal | undefined {
  return headers.host === authority ? undefined : refusal(421, 'host-refused', 'The request came by another address than the one of this host.')
}

/** Refuses what did not come from this host's own page. */
export function refuseOrigin(gate: Gate, headers: IncomingHttpHeaders): Refusal | undefined {
  const site = headers['sec-fetch-site']
  if (headers.origin !== `http://${gate.authority}` || (site !== undefined && site !== 'same-origin')) {
    return refusal(403, 'origin-refused', 'The request came from another page than MDT Huddle.')
  }
  if (headers['content-type'] !== 'application/json') {
    return refusal(415, 'malformed-host-call', 'The request to the host is not in the form that it takes.')
  }
  return undefined
}

/** The token of a host call from this host's own page, or why there is none. */
export function callerOf(gate: Gate, headers: IncomingHttpHeaders): { readonly token: string } | { readonly refused: Refusal } {
  const refused = refuseOrigin(gate, headers)
  if (refused !== undefined) return { refused }
  const token = gate.entry.shownIn(headers.authorization ?? '')
  return token === undefined ? { refused: { status: 401, problem: staleToken } } : { token }
}

export const usedLink: Refusal = {
  status: 401,
  problem: {
    code: 'host-link-used',
    happened: 'The link that opened this window was used before, or is too old, so it opens nothing any more.',
    kept: 'What was saved is kept.',
    todo: 'Open the link that MDT Huddle printed where it was started, or start it again. If you opened one window only, somebody else on this computer may have read its link: start MDT Huddle again.',
  },
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
