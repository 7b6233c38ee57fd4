import { once } from 'node:events'
import { createServer } from 'node:http'
import { elsewhere } from './xss-vectors.ts'

/** Where vectors call: a server that is really there, so that no call needs to be seen by anybody else. */
export interface Collector {
  /** What a browser is started with to find it under the vectors’ name. */
  readonly browserArgument: string
  /** Paths that were asked for, since this was last called. */
  calls(): string[]
  close(): void
}

export async function startCollector(): Promise<Collector> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return {
    browserArgument: `--host-resolver-rules=MAP ${new URL(elsewhere).host} 127.0.0.1:${port}`,
    calls: () => asked.splice(0),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
