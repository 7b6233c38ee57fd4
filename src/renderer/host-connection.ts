import { connectHost, fromJsonText, toJsonText, valueOf, type Host, type HostCall } from '../core/host.ts'
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

/** What the address of this window brought: a token, or a code that is good for one, and the hash without it. */
export function readEntry(hash: string): { readonly token?: string; readonly code?: string; readonly rest: string } {
  const [, kind, secret, route] = /^#(token|once)=([A-Za-z0-9_-]{43})(\/.*)?$/.exec(hash) ?? []
  if (secret === undefined) return { rest: hash }
  const rest = route === undefined ? '' : `#${route}`
  return kind === 'token' ? { token: secret, rest } : { code: secret, rest }
}

/**
 * This window's way to its host: Electron's bridge where there is one, else the local web host by the token in the
 * link, which is taken out of the address and kept for this tab only. Call it before the first route is read.
 */
export function connectToHost(page: HostedPage = window): Host | { readonly problem: Problem } {
  const bridge = page.mdtHuddleBridge
  if (bridge !== undefined) return connectHost((name, input) => bridge.carry(name, input))

  const { token: fresh, code, rest } = readEntry(page.location.hash)
  const { origin } = page.location
  if (rest !== page.location.hash) page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}${rest}`)
  const keep = (token: string): string => {
    page.sessionStorage.setItem(tokenKey, token)
    return token
  }
  if (code !== undefined) {
    const entering = enter(origin, code).then(keep)
    entering.catch(() => undefined)
    return connectHost(async (name, input) => call(origin, await entering, name, input))
  }
  const token = fresh === undefined ? page.sessionStorage.getItem(tokenKey) : keep(fresh)
  return token === null ? { problem: noToken } : connectHost((name, input) => call(origin, token, name, input))
}

export const isHost = (connection: Host | { readonly problem: Problem }): connection is Host => 'call' in connection

const call = (origin: string, token: string, name: HostCall, input: unknown): Promise<unknown> =>
  post(`${origin}/host/${name}`, { authorization: `Bearer ${token}` }, toJsonText(input))

/** A token for the code of a link that a browser was started with. @throws {ProblemError} `host-link-used` */
async function enter(origin: string, code: string): Promise<string> {
  const token = valueOf(await post(`${origin}/enter`, {}, code), 'enter')
  if (typeof token !== 'string') throw new ProblemError(noToken)
  return token
}

async function post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<unknown> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
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
