import { answerAsset } from '../node/static-assets.ts'

/** The app's own secure origin in Electron: its store belongs to it, and nothing else can be served there. */
export const appScheme = 'mdthuddle'
export const appOrigin = `${appScheme}://app`

/** What `protocol.registerSchemesAsPrivileged` is told: an origin like https, and no more than that. */
export const appSchemePrivileges = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const

/** The page at a hash route such as `/` or `/join?code=…`. */
export const appPage = (route = '/'): string => `${appOrigin}/index.html#${route}`

/** Whether an address is the app's own page, which alone may be shown and may call the host. */
export function isAppPage(url: string): boolean {
  try {
    const { protocol, host, pathname } = new URL(url)
    return protocol === `${appScheme}:` && host === 'app' && (pathname === '/index.html' || pathname === '/')
  } catch {
    return false
  }
}

/** Answers a request under the app's scheme from the built renderer in `root`. */
export async function answerAppRequest(root: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  /** Not through `new URL().pathname` alone: that would have resolved what the traversal guard is there to see. */
  const path = new RegExp(`^${appOrigin}(/[^?#]*)?(?:[?#]|$)`).exec(request.url)
  if (path === null || request.method !== 'GET') return new Response(null, { status: 405 })
  const { status, headers, body } = await answerAsset(root, path[1] ?? '/')
  return new Response(body, { status, headers })
}
