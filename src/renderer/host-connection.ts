import { connectHost, fromJsonText, toJsonText, type Host, type HostCall } from '../core/host.ts'
import { ProblemError, type Problem } from '../core/model/problem.ts'

/** What Electron's preload puts on the window: carries a call to the main process and its reply back. */
export interface HostBridge {
  carry(name: string, input: unknown): Promise<unknown>
  /** Calls back when the computer goes to sleep or its screen is locked. @returns how to stop it */
  onLockAsked?(lock: () => void): () => void
}

declare global {
  interface Window {
    readonly mdtHuddleBridge?: HostBridge
  }
}

/** Of a window, what its way to the host depends on. */
export interface HostedPage {
  readonly mdtHuddleBridge?: HostBridge
  readonly location: Pick<Location, 'origin' | 'pathname' | 'search' | 'hash'>
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  readonly history: Pick<History, 'replaceState'>
}

const tokenKey = 'mdt-huddle-host-token'

/** What the address of this window brought: the token of this launch, and the hash without it. */
export function readToken(hash: string): { readonly token: string | undefined; readonly rest: string } {
  const found = /^#token=([A-Za-z0-9_-]{43})(\/.*)?$/.exec(hash)
  return found === null ? { token: undefined, rest: hash } : { token: found[1], rest: found[2] === undefined ? '' : `#${found[2]}` }
}

/**
 * This window's way to its host: Electron's bridge where there is one, else the local web host by the token in the
 * link, which is taken out of the address and kept for this tab only. Call it before the first route is read.
 */
export function connectToHost(page: HostedPage = window): Host | { readonly problem: Problem } {
  const bridge = page.mdtHuddleBridge
  if (bridge !== undefined) return connectHost((name, input) => bridge.carry(name, input))

  const { token: fresh, rest } = readToken(page.location.hash)
  if (fresh !== undefined) {
    page.sessionStorage.setItem(tokenKey, fresh)
    page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}${rest}`)
  }
  const token = fresh ?? page.sessionStorage.getItem(tokenKey)
  return token === null ? { problem: noToken } : connectHost((name, input) => post(page.location.origin, token, name, input))
}

export const isHost = (connection: Host | { readonly problem: Problem }): connection is Host => 'call' in connection

async function post(origin: string, token: string, name: HostCall, input: unknown): Promise<unknown> {
  try {
    const response = await fetch(`${origin}/host/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: toJsonText(input),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    })
    return fromJsonText(await response.text())
  } catch (error) {
    throw new ProblemError(unreachable, { cause: error })
  }
}

const noToken: Problem = {
  code: 'host-token-missing',
  happened: 'This window was not opened by MDT Huddle itself, so it may not use the files of this computer.',
  kept: 'What was saved is kept.',
  todo: 'Open MDT Huddle from its own window: the one that opened when it was started, or the link that it printed.',
}

const unreachable: Problem = {
  code: 'host-unreachable',
  happened: 'MDT Huddle’s host on this computer does not answer: it was closed, or is still starting.',
  kept: 'What was saved is kept, and you can go on writing here.',
  todo: 'Start MDT Huddle again on this computer, then open it from its own window.',
}
