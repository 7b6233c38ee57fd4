import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** One request as it arrived. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Answer = (request: Arrived, response: ServerResponse) => void

/** A FHIR server of one resource, by the rules of R4 for create and conditional create, that can be told to misbehave. */
export interface FhirTestServer {
  readonly base: string
  readonly arrived: Arrived[]
  /** What it keeps: identifier to the document as it came. */
  readonly kept: Map<string, string>
  /** From now on answers this; `undefined` makes it follow the rules again. */
  answer(next: Answer | undefined): void
  close(): Promise<void>
}

export const outcomeOf = (...issues: readonly { code: string; diagnostics: string; expression?: string[] }[]): string =>
  JSON.stringify({ resourceType: 'OperationOutcome', issue: issues.map((issue) => ({ severity: 'error', ...issue })) })

export function refuse(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers }).end(body)
}

export async function startFhirServer({ token = '', port = 0 }: { token?: string; port?: number } = {}): Promise<FhirTestServer> {
  const kept = new Map<string, string>()
  const arrived: Arrived[] = []
  let misbehaviour: Answer | undefined

  function follow({ method, path, headers, body }: Arrived, response: ServerResponse): void {
    if (token && headers.authorization !== `Bearer ${token}`) return refuse(response, 401, outcomeOf({ code: 'login', diagnostics: 'Token not accepted' }))
    const wanted = method === 'GET' && /^\/fhir\/Bundle\/(\d+)$/.exec(path)
    if (wanted) {
      const found = [...kept.values()][Number(wanted[1]) - 1]
      return found === undefined ? refuse(response, 404, '') : void response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(found)
    }
    if (path !== '/fhir/Bundle') return refuse(response, 404, outcomeOf({ code: 'not-found', diagnostics: `Unknown resource type at ${path}` }))
    if (headers['content-type'] !== 'application/fhir+json') return refuse(response, 415, outcomeOf({ code: 'not-supported', diagnostics: 'Not FHIR JSON' }))
    const document = parsed(body)
    if (!document) return refuse(response, 400, outcomeOf({ code: 'structure', diagnostics: 'The body is not JSON' }))
    const identifier = `${document.identifier?.system}|${document.identifier?.value}`
    if (document.resourceType !== 'Bundle' || document.type !== 'document' || !document.entry?.length) {
      return refuse(response, 422, outcomeOf({ code: 'invariant', diagnostics: 'bdl-11: a document has a Composition first', expression: ['Bundle.entry'] }))
    }
    const asked = new URLSearchParams(String(headers['if-none-exist'] ?? '')).get('identifier')
    const there = [...kept.keys()].indexOf(identifier)
    if (asked !== null && asked !== identifier) return refuse(response, 412, outcomeOf({ code: 'multiple-matches', diagnostics: 'The criteria are not selective enough' }))
    if (asked !== null && there !== -1) return void response.writeHead(200, { location: `${base}/Bundle/${there + 1}`, etag: 'W/"1"' }).end()
    kept.set(identifier, body)
    response.writeHead(201, { location: `${base}/Bundle/${kept.size}/_history/1`, etag: 'W/"1"' }).end()
  }

  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
      arrived.push(one)
      ;(misbehaviour ?? follow)(one, response)
    })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/fhir`
  return {
    base,
    arrived,
    kept,
    answer: (next) => void (misbehaviour = next),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

interface SentDocument {
  readonly resourceType?: string
  readonly type?: string
  readonly identifier?: { readonly system?: string; readonly value?: string }
  readonly entry?: readonly unknown[]
}

function parsed(body: string): SentDocument | undefined {
  try {
    return JSON.parse(body) as SentDocument
  } catch {
    return undefined
  }
}
