import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { serveHost, type HostHandlers, type HostReply } from '../core/host.ts'
import { ProblemError } from '../core/model/problem.ts'
import { errorCode } from '../node/file-problem.ts'
import { newNonce, securityHeaders } from '../node/page-security.ts'
import { answerAsset } from '../node/static-assets.ts'
import { entryOf } from './entry.ts'
import { answerEntry, answerHostCall } from './host-endpoint.ts'
import { aboutPath, aboutText, isOurs } from './neighbour.ts'
import { refuseAddress, type Gate } from './request-guard.ts'

export interface WebHost {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** The address that opens the app here at a hash route such as `/` or `/join?code=…`, token included. */
  link(route?: string): string
  /** The same for whoever starts a browser: every user of this computer may read how, so it opens the app once, and soon. */
  linkOnce(): string
  close(): Promise<void>
}

export interface WebHostOptions {
  /** The folder of the built renderer. */
  readonly root: string
  /** 0 takes any free one: for tests. */
  readonly port: number
  /** Every host call, but for opening a window, which only the page can do here. */
  readonly handlers: Omit<HostHandlers, 'window.open'>
}

/**
 * Serves the built app and its host calls on this computer's own address, to whoever holds this launch's token.
 * @throws {ProblemError} `port-in-use`.
 */
export async function startWebHost({ root, port, handlers }: WebHostOptions): Promise<WebHost> {
  const entry = entryOf()
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 10_000, maxHeaderSize: 16_384 })
  const taken = await listen(server, port)
  const authority = `127.0.0.1:${taken}`
  const origin = `http://${authority}`
  const linkOf = (token: string, route: string): string => `${origin}/#token=${token}${route}`
  const serve = (token: string, name: unknown, input: unknown): Promise<HostReply> =>
    serveHost({ ...handlers, 'window.open': async ({ route }) => ({ opened: false, address: linkOf(token, route) }) })(name, input)
  const gate: Gate = { authority, entry }
  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  return {
    origin,
    link: (route = '') => linkOf(entry.token, route),
    linkOnce: () => `${origin}/#once=${entry.newCode()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refuseAddress(gate, request.headers)
    if (refused !== undefined) return send(request, response, refused.status, 'text/plain; charset=utf-8', `${refused.problem.happened}\n`)
    /** As it was sent: parsing an address would resolve what the traversal guard is there to see. */
    const [path = ''] = (request.url ?? '').split(/[?#]/, 1)
    if (request.method === 'POST' && path.startsWith(callPath)) {
      const { status, text } = await answerHostCall(gate, serve, path.slice(callPath.length), request)
      return send(request, response, status, 'application/json; charset=utf-8', text)
    }
    if (request.method === 'POST' && path === entryPath) {
      const { status, text } = await answerEntry(gate, request)
      return send(request, response, status, 'application/json; charset=utf-8', text)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(request, response, 405, 'text/plain; charset=utf-8', 'There is nothing here.\n')
    }
    if (path === aboutPath) return send(request, response, 200, 'application/json; charset=utf-8', aboutText())
    const asset = await answerAsset(root, path)
    response.writeHead(asset.status, { ...asset.headers, 'content-length': asset.body.length })
    response.end(request.method === 'HEAD' ? undefined : asset.body)
  }
}

const callPath = '/host/'
const entryPath = '/enter'

function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, text: string): void {
  /** Of a body that nobody will read, the rest is not waited for. */
  const unread = !request.complete && request.method === 'POST'
  response.writeHead(status, {
    ...securityHeaders(newNonce()),
    'content-type': type,
    'cache-control': 'no-store',
    ...(unread ? { connection: 'close' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
  } catch (error) {
    throw errorCode(error) === 'EADDRINUSE' || errorCode(error) === 'EACCES' ? await portInUse(port) : error
  }
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

async function portInUse(port: number): Promise<ProblemError> {
  return new ProblemError(
    (await isOurs(port))
      ? {
          code: 'port-in-use',
          happened: `MDT Huddle is already running on this computer, at port ${port}.`,
          kept: 'It goes on running, and nothing was changed.',
          todo: 'Go to its window; or stop it first where it was started (Ctrl+C), then start it again.',
        }
      : {
          code: 'port-in-use',
          happened: `Another program on this computer already uses port ${port}, where MDT Huddle opens.`,
          kept: 'Nothing was changed.',
          todo: `Close that program, or start MDT Huddle at another port: npm start -- --port ${port + 1}. (What you saved at port ${port} is seen only there.)`,
        },
  )
}
