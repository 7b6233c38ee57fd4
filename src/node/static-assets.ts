import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { newNonce, noncePlaceholder, securityHeaders } from './page-security.ts'

/** One answer to a request for a part of the built renderer. */
export interface AssetAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
}

/**
 * The file under `root` that a request path names, or `undefined` where it names none that may be served: a path
 * that leaves the folder by `..`, by an encoded separator or by a link, a dotfile, a type the app does not have.
 * @param pathname as it stands in the request, still percent-encoded, from `/`
 */
export function assetPath(root: string, pathname: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (path === '/') path = '/index.html'
  if (!/^(?:\/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)+$/.test(path)) return undefined
  const file = resolve(root, `.${path}`)
  return file.startsWith(resolve(root) + sep) && extname(file) in contentTypes ? file : undefined
}

/** Answers a request for `pathname` from the built renderer in `root`. Never throws for what the request says. */
export async function answerAsset(root: string, pathname: string): Promise<AssetAnswer> {
  const nonce = newNonce()
  const file = assetPath(root, pathname)
  const content = file === undefined ? undefined : await readInside(root, file)
  if (file === undefined || content === undefined) {
    return {
      status: 404,
      headers: { ...securityHeaders(nonce), 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      body: new TextEncoder().encode('There is nothing here.\n'),
    }
  }
  const page = file.endsWith('.html')
  return {
    status: 200,
    headers: {
      ...securityHeaders(nonce),
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'cache-control': cacheRule(file),
    },
    body: page ? withNonce(content, nonce) : content,
  }
}

/** Built files carry their digest in their name and never change under it; the page does. */
function cacheRule(file: string): string {
  return /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/.test(file) ? 'private, max-age=31536000, immutable' : 'no-store'
}

function withNonce(page: Uint8Array, nonce: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(new TextDecoder().decode(page).replaceAll(noncePlaceholder, nonce))
}

async function readInside(root: string, file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const real = await realpath(file)
    if (!real.startsWith((await realpath(root)) + sep)) return undefined
    const handle = await open(real, constants.O_RDONLY)
    try {
      if (!(await handle.stat()).isFile()) return undefined
      return new Uint8Array(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch {
    return undefined
  }
}
